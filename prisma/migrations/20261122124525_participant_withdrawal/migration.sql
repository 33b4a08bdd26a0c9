-- CreateTable
CREATE TABLE "ParticipantWithdrawal" (
    "participantId" TEXT NOT NULL,
    "receipt" TEXT NOT NULL,
    "stoppedAt" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),
    "questionnaires" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ParticipantWithdrawal_pkey" PRIMARY KEY ("participantId")
);

-- CreateIndex
CREATE UNIQUE INDEX "ParticipantWithdrawal_receipt_key" ON "ParticipantWithdrawal"("receipt");

-- AddForeignKey
ALTER TABLE "ParticipantWithdrawal" ADD CONSTRAINT "ParticipantWithdrawal_participantId_fkey" FOREIGN KEY ("participantId") REFERENCES "Participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;
