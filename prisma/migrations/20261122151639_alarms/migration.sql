-- CreateEnum
CREATE TYPE "AlarmMail" AS ENUM ('WAITING', 'MAILED', 'FAILED');

-- CreateEnum
CREATE TYPE "AlarmStepKind" AS ENUM ('SENT', 'ROUTED', 'MAILED', 'NOT_MAILED', 'SEEN', 'ACKNOWLEDGED', 'ESCALATED', 'UNANSWERED', 'WROTE', 'ADDED', 'ACTION', 'CLOSED');

-- CreateEnum
CREATE TYPE "SurveyKind" AS ENUM ('QUESTIONNAIRE', 'ALARM');

-- AlterTable
ALTER TABLE "Response" ALTER COLUMN "invitationId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Survey" ADD COLUMN     "kind" "SurveyKind" NOT NULL DEFAULT 'QUESTIONNAIRE',
ALTER COLUMN "studyId" DROP NOT NULL;

-- CreateTable
CREATE TABLE "Alarm" (
    "id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "responseId" TEXT NOT NULL,
    "versionId" TEXT NOT NULL,
    "region" TEXT,
    "sentAt" TIMESTAMPTZ(3) NOT NULL,
    "acknowledgedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "dueAt" TIMESTAMPTZ(3),
    "turn" TEXT NOT NULL,

    CONSTRAINT "Alarm_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AlarmHandler" (
    "id" TEXT NOT NULL,
    "alarmId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "mail" "AlarmMail" NOT NULL DEFAULT 'WAITING',

    CONSTRAINT "AlarmHandler_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AlarmStep" (
    "id" BIGSERIAL NOT NULL,
    "alarmId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" "AlarmStepKind" NOT NULL,
    "name" TEXT,
    "words" TEXT,

    CONSTRAINT "AlarmStep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AlarmRoute" (
    "region" TEXT NOT NULL,
    "handlerIds" TEXT[],
    "hours" INTEGER NOT NULL,

    CONSTRAINT "AlarmRoute_pkey" PRIMARY KEY ("region")
);

-- CreateIndex
CREATE UNIQUE INDEX "Alarm_hash_key" ON "Alarm"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "Alarm_responseId_key" ON "Alarm"("responseId");

-- CreateIndex
CREATE UNIQUE INDEX "Alarm_turn_key" ON "Alarm"("turn");

-- CreateIndex
CREATE INDEX "Alarm_dueAt_idx" ON "Alarm"("dueAt");

-- CreateIndex
CREATE INDEX "Alarm_closedAt_idx" ON "Alarm"("closedAt");

-- CreateIndex
CREATE INDEX "AlarmHandler_userId_idx" ON "AlarmHandler"("userId");

-- CreateIndex
CREATE INDEX "AlarmHandler_mail_idx" ON "AlarmHandler"("mail");

-- CreateIndex
CREATE UNIQUE INDEX "AlarmHandler_alarmId_userId_key" ON "AlarmHandler"("alarmId", "userId");

-- CreateIndex
CREATE INDEX "AlarmStep_alarmId_id_idx" ON "AlarmStep"("alarmId", "id");

-- AddForeignKey
ALTER TABLE "Alarm" ADD CONSTRAINT "Alarm_responseId_fkey" FOREIGN KEY ("responseId") REFERENCES "Response"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Alarm" ADD CONSTRAINT "Alarm_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "SurveyVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AlarmHandler" ADD CONSTRAINT "AlarmHandler_alarmId_fkey" FOREIGN KEY ("alarmId") REFERENCES "Alarm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AlarmStep" ADD CONSTRAINT "AlarmStep_alarmId_fkey" FOREIGN KEY ("alarmId") REFERENCES "Alarm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A questionnaire stands in a study; of each other kind the house has one.
ALTER TABLE "Survey" ADD CONSTRAINT "Survey_kind_check" CHECK (("kind"::text = 'QUESTIONNAIRE') = ("studyId" IS NOT NULL));
CREATE UNIQUE INDEX "Survey_house_kind_key" ON "Survey"("kind") WHERE "studyId" IS NULL;
