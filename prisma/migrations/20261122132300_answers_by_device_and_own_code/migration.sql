-- AlterTable
ALTER TABLE "Answer" ADD COLUMN     "answeredAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "device" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "turn" INTEGER NOT NULL DEFAULT 0;

-- What is there was answered when it was saved.
UPDATE "Answer" SET "answeredAt" = "savedAt";

-- AlterTable
ALTER TABLE "Response" ADD COLUMN     "agreedAt" TIMESTAMPTZ(3);

UPDATE "Response" r SET "agreedAt" = COALESCE(
  (SELECT max(c.at) FROM "Consent" c WHERE c."responseId" = r.id AND c.agreed), r."startedAt")
WHERE r.consent;

-- AlterTable
ALTER TABLE "RespondentSession" ADD COLUMN     "knowsCode" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "OwnCode" (
    "participantId" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "salt" TEXT NOT NULL,
    "setAt" TIMESTAMPTZ(3) NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "firstTryAt" TIMESTAMPTZ(3),

    CONSTRAINT "OwnCode_pkey" PRIMARY KEY ("participantId")
);

-- AddForeignKey
ALTER TABLE "OwnCode" ADD CONSTRAINT "OwnCode_participantId_fkey" FOREIGN KEY ("participantId") REFERENCES "Participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;
