-- CreateEnum
CREATE TYPE "HandOverState" AS ENUM ('WAITING', 'TURNED_DOWN', 'MAKING', 'READY', 'FAILED', 'STOPPED', 'ENDED');

-- CreateTable
CREATE TABLE "HandOver" (
    "id" TEXT NOT NULL,
    "snapshotId" TEXT NOT NULL,
    "state" "HandOverState" NOT NULL DEFAULT 'WAITING',
    "recipientName" TEXT NOT NULL,
    "organisation" TEXT NOT NULL,
    "recipientKey" TEXT NOT NULL,
    "purpose" JSONB NOT NULL,
    "days" INTEGER NOT NULL,
    "askedById" TEXT NOT NULL,
    "askedByName" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedById" TEXT,
    "decidedByName" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedBecause" TEXT,
    "stoppedByName" TEXT,
    "stoppedAt" TIMESTAMPTZ(3),
    "stoppedBecause" TEXT,
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "readyAt" TIMESTAMPTZ(3),
    "endsAt" TIMESTAMPTZ(3),
    "bytes" BIGINT,
    "sha256" TEXT,
    "fileGone" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "HandOver_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HandOverFetch" (
    "id" TEXT NOT NULL,
    "handOverId" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "HandOverFetch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HandOverPerson" (
    "handOverId" TEXT NOT NULL,
    "pseudonym" TEXT NOT NULL,
    "inFile" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "HandOverPerson_pkey" PRIMARY KEY ("handOverId","pseudonym")
);

-- CreateIndex
CREATE INDEX "HandOver_snapshotId_askedAt_idx" ON "HandOver"("snapshotId", "askedAt");

-- CreateIndex
CREATE INDEX "HandOver_state_idx" ON "HandOver"("state");

-- CreateIndex
CREATE INDEX "HandOverFetch_handOverId_at_idx" ON "HandOverFetch"("handOverId", "at");

-- AddForeignKey
ALTER TABLE "HandOver" ADD CONSTRAINT "HandOver_snapshotId_fkey" FOREIGN KEY ("snapshotId") REFERENCES "Snapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HandOverFetch" ADD CONSTRAINT "HandOverFetch_handOverId_fkey" FOREIGN KEY ("handOverId") REFERENCES "HandOver"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HandOverPerson" ADD CONSTRAINT "HandOverPerson_handOverId_fkey" FOREIGN KEY ("handOverId") REFERENCES "HandOver"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Nothing is made of a study's data unless two people said so.
ALTER TABLE "HandOver" ADD CONSTRAINT "HandOver_two_people" CHECK (
  state NOT IN ('MAKING', 'READY', 'FAILED', 'ENDED')
  OR ("decidedById" IS NOT NULL AND "decidedById" <> "askedById"));
