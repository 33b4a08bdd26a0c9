-- AlterTable
ALTER TABLE "Wave" ADD COLUMN     "closedAt" TIMESTAMPTZ(3),
ADD COLUMN     "openedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "WaveClosing" (
    "id" TEXT NOT NULL,
    "waveId" TEXT NOT NULL,
    "closedAt" TIMESTAMPTZ(3) NOT NULL,
    "closedById" TEXT NOT NULL,
    "closedByName" TEXT NOT NULL,
    "reopenedAt" TIMESTAMPTZ(3),
    "reopenedById" TEXT,
    "reopenedByName" TEXT,

    CONSTRAINT "WaveClosing_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "WaveClosing_waveId_closedAt_idx" ON "WaveClosing"("waveId", "closedAt");

-- AddForeignKey
ALTER TABLE "WaveClosing" ADD CONSTRAINT "WaveClosing_waveId_fkey" FOREIGN KEY ("waveId") REFERENCES "Wave"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Waves that questionnaires were put in before this was kept.
UPDATE "Wave" w SET "openedAt" = f.at
FROM (SELECT "waveId", min("createdAt") AS at FROM "Fielding" GROUP BY "waveId") f WHERE f."waveId" = w.id;
