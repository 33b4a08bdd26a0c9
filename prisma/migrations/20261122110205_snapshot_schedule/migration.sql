-- CreateEnum
CREATE TYPE "SnapshotRhythm" AS ENUM ('WEEKLY', 'MONTHLY', 'OFF');

-- CreateTable
CREATE TABLE "SnapshotSchedule" (
    "studyId" TEXT NOT NULL,
    "rhythm" "SnapshotRhythm" NOT NULL,
    "chosenById" TEXT NOT NULL,
    "chosenByName" TEXT NOT NULL,
    "chosenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SnapshotSchedule_pkey" PRIMARY KEY ("studyId")
);

-- AddForeignKey
ALTER TABLE "SnapshotSchedule" ADD CONSTRAINT "SnapshotSchedule_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;
