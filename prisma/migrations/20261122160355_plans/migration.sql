-- AlterEnum
ALTER TYPE "SurveyKind" ADD VALUE 'PLAN';

-- CreateEnum
CREATE TYPE "PlanShareWhat" AS ENUM ('LATEST', 'ALL');

-- CreateTable
CREATE TABLE "Plan" (
    "id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanRound" (
    "id" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "responseId" TEXT NOT NULL,
    "versionId" TEXT NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PlanRound_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanShare" (
    "id" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "what" "PlanShareWhat" NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,
    "validUntil" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PlanShare_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanOpening" (
    "id" BIGSERIAL NOT NULL,
    "shareId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PlanOpening_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Plan_hash_key" ON "Plan"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "PlanRound_responseId_key" ON "PlanRound"("responseId");

-- CreateIndex
CREATE INDEX "PlanRound_planId_madeAt_idx" ON "PlanRound"("planId", "madeAt");

-- CreateIndex
CREATE UNIQUE INDEX "PlanShare_hash_key" ON "PlanShare"("hash");

-- CreateIndex
CREATE INDEX "PlanShare_planId_idx" ON "PlanShare"("planId");

-- CreateIndex
CREATE INDEX "PlanOpening_shareId_at_idx" ON "PlanOpening"("shareId", "at");

-- AddForeignKey
ALTER TABLE "PlanRound" ADD CONSTRAINT "PlanRound_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanRound" ADD CONSTRAINT "PlanRound_responseId_fkey" FOREIGN KEY ("responseId") REFERENCES "Response"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanRound" ADD CONSTRAINT "PlanRound_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "SurveyVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanShare" ADD CONSTRAINT "PlanShare_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanOpening" ADD CONSTRAINT "PlanOpening_shareId_fkey" FOREIGN KEY ("shareId") REFERENCES "PlanShare"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Plans stand in no study either.
ALTER TABLE "Survey" DROP CONSTRAINT "Survey_kind_check";
ALTER TABLE "Survey" ADD CONSTRAINT "Survey_kind_check" CHECK (("kind"::text IN ('ALARM', 'PLAN')) = ("studyId" IS NULL));
