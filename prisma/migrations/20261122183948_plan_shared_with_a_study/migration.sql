-- AlterEnum
ALTER TYPE "ConsentPurpose" ADD VALUE 'SHARE_PLAN';

-- CreateTable
CREATE TABLE "PlanInStudy" (
    "participantId" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "invitationId" TEXT NOT NULL,
    "sharedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PlanInStudy_pkey" PRIMARY KEY ("participantId")
);

-- CreateIndex
CREATE INDEX "PlanInStudy_planId_idx" ON "PlanInStudy"("planId");

-- CreateIndex
CREATE INDEX "PlanInStudy_invitationId_idx" ON "PlanInStudy"("invitationId");

-- AddForeignKey
ALTER TABLE "PlanInStudy" ADD CONSTRAINT "PlanInStudy_participantId_fkey" FOREIGN KEY ("participantId") REFERENCES "Participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanInStudy" ADD CONSTRAINT "PlanInStudy_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanInStudy" ADD CONSTRAINT "PlanInStudy_invitationId_fkey" FOREIGN KEY ("invitationId") REFERENCES "Invitation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
