-- CreateEnum
CREATE TYPE "FinalDecision" AS ENUM ('AGREED', 'TURNED_DOWN');

-- AlterTable
ALTER TABLE "Snapshot" ADD COLUMN     "finalAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "FinalProposal" (
    "id" TEXT NOT NULL,
    "snapshotId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "proposedById" TEXT NOT NULL,
    "proposedByName" TEXT NOT NULL,
    "proposedAt" TIMESTAMPTZ(3) NOT NULL,
    "decision" "FinalDecision",
    "decidedById" TEXT,
    "decidedByName" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedBecause" TEXT,

    CONSTRAINT "FinalProposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SnapshotWithdrawal" (
    "snapshotId" TEXT NOT NULL,
    "reason" JSONB NOT NULL,
    "withdrawnById" TEXT NOT NULL,
    "withdrawnByName" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SnapshotWithdrawal_pkey" PRIMARY KEY ("snapshotId")
);

-- CreateIndex
CREATE INDEX "FinalProposal_snapshotId_proposedAt_idx" ON "FinalProposal"("snapshotId", "proposedAt");

-- AddForeignKey
ALTER TABLE "FinalProposal" ADD CONSTRAINT "FinalProposal_snapshotId_fkey" FOREIGN KEY ("snapshotId") REFERENCES "Snapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SnapshotWithdrawal" ADD CONSTRAINT "SnapshotWithdrawal_snapshotId_fkey" FOREIGN KEY ("snapshotId") REFERENCES "Snapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One proposal waits at a time, and nobody decides on their own.
CREATE UNIQUE INDEX "FinalProposal_waiting" ON "FinalProposal"("snapshotId") WHERE "decision" IS NULL;
ALTER TABLE "FinalProposal" ADD CONSTRAINT "FinalProposal_second_pair_of_eyes" CHECK ("decidedById" IS DISTINCT FROM "proposedById");
