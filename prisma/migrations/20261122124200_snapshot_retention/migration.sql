-- CreateEnum
CREATE TYPE "SnapshotRetention" AS ENUM ('MONTH', 'QUARTER', 'YEAR', 'ALWAYS');

-- AlterTable
ALTER TABLE "Snapshot" ADD COLUMN     "clearedAt" TIMESTAMPTZ(3),
ADD COLUMN     "dataGone" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "SnapshotKeeping" (
    "studyId" TEXT NOT NULL,
    "retention" "SnapshotRetention" NOT NULL,
    "chosenById" TEXT NOT NULL,
    "chosenByName" TEXT NOT NULL,
    "chosenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SnapshotKeeping_pkey" PRIMARY KEY ("studyId")
);

-- AddForeignKey
ALTER TABLE "SnapshotKeeping" ADD CONSTRAINT "SnapshotKeeping_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;
