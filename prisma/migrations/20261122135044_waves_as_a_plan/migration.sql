-- CreateEnum
CREATE TYPE "Baseline" AS ENUM ('ENROLMENT', 'EIGHTEENTH_BIRTHDAY', 'END_OF_CARE');

-- AlterEnum
ALTER TYPE "MessageKind" ADD VALUE 'REMINDER';

-- CreateTable
CREATE TABLE "WavePlan" (
    "fieldingId" TEXT NOT NULL,
    "baseline" "Baseline" NOT NULL,
    "offsetDays" INTEGER NOT NULL,
    "windowDays" INTEGER NOT NULL,
    "reminderDays" INTEGER[],

    CONSTRAINT "WavePlan_pkey" PRIMARY KEY ("fieldingId")
);

-- AddForeignKey
ALTER TABLE "WavePlan" ADD CONSTRAINT "WavePlan_fieldingId_fkey" FOREIGN KEY ("fieldingId") REFERENCES "Fielding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Until when somebody wants no messages
ALTER TABLE "contact"."Address" ADD COLUMN "pausedUntil" TIMESTAMPTZ(3);
