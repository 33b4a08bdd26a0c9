-- CreateEnum
CREATE TYPE "RoleState" AS ENUM ('STATED', 'WAITING', 'CONFIRMED');

-- AlterTable
ALTER TABLE "Variable" ADD COLUMN     "roleAt" TIMESTAMPTZ(3),
ADD COLUMN     "roleById" TEXT,
ADD COLUMN     "roleByName" TEXT,
ADD COLUMN     "roleState" "RoleState" NOT NULL DEFAULT 'STATED';

-- CreateTable
CREATE TABLE "ToldSteward" (
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ToldSteward_pkey" PRIMARY KEY ("key")
);
