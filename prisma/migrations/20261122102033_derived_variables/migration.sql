-- CreateEnum
CREATE TYPE "DerivedStatus" AS ENUM ('PROPOSED', 'DECLARED', 'TURNED_DOWN', 'REPLACED', 'WITHDRAWN');

-- AlterEnum
ALTER TYPE "VariableOrigin" ADD VALUE 'DERIVED';

-- AlterTable
ALTER TABLE "Variable" ADD COLUMN     "derivedId" TEXT;

-- CreateTable
CREATE TABLE "DerivedVariable" (
    "id" TEXT NOT NULL,
    "studyId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "concept" TEXT,
    "definition" JSONB NOT NULL,
    "sentence" JSONB NOT NULL,
    "purpose" TEXT NOT NULL,
    "status" "DerivedStatus" NOT NULL DEFAULT 'PROPOSED',
    "proposedById" TEXT NOT NULL,
    "proposedAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedById" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "DerivedVariable_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "DerivedVariable_status_proposedAt_idx" ON "DerivedVariable"("status", "proposedAt");

-- CreateIndex
CREATE UNIQUE INDEX "DerivedVariable_studyId_name_version_key" ON "DerivedVariable"("studyId", "name", "version");

-- CreateIndex
CREATE UNIQUE INDEX "Variable_derivedId_key" ON "Variable"("derivedId");

-- AddForeignKey
ALTER TABLE "Variable" ADD CONSTRAINT "Variable_derivedId_fkey" FOREIGN KEY ("derivedId") REFERENCES "DerivedVariable"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DerivedVariable" ADD CONSTRAINT "DerivedVariable_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;
