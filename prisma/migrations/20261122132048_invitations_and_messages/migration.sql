-- CreateEnum
CREATE TYPE "MessageKind" AS ENUM ('INVITATION', 'RENEWAL');

-- CreateEnum
CREATE TYPE "MessageState" AS ENUM ('WAITING', 'SENDING', 'MAILED', 'BOUNCED', 'OPTED_OUT', 'NO_ADDRESS', 'NOT_NEEDED', 'FAILED');

-- AlterTable
ALTER TABLE "Invitation" ADD COLUMN     "renewedAt" TIMESTAMPTZ(3),
ADD COLUMN     "used" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "uses" INTEGER,
ADD COLUMN     "validFrom" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "MailRound" (
    "id" TEXT NOT NULL,
    "fieldingId" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MailRound_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Message" (
    "id" TEXT NOT NULL,
    "roundId" TEXT,
    "invitationId" TEXT NOT NULL,
    "kind" "MessageKind" NOT NULL,
    "key" TEXT NOT NULL,
    "state" "MessageState" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InvitationLink" (
    "hash" TEXT NOT NULL,
    "invitationId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "InvitationLink_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "MailRound_fieldingId_idx" ON "MailRound"("fieldingId");

-- CreateIndex
CREATE INDEX "Message_roundId_idx" ON "Message"("roundId");

-- CreateIndex
CREATE INDEX "Message_state_dueAt_idx" ON "Message"("state", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Message_invitationId_key_key" ON "Message"("invitationId", "key");

-- CreateIndex
CREATE INDEX "InvitationLink_invitationId_idx" ON "InvitationLink"("invitationId");

-- AddForeignKey
ALTER TABLE "MailRound" ADD CONSTRAINT "MailRound_fieldingId_fkey" FOREIGN KEY ("fieldingId") REFERENCES "Fielding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "MailRound"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_invitationId_fkey" FOREIGN KEY ("invitationId") REFERENCES "Invitation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InvitationLink" ADD CONSTRAINT "InvitationLink_invitationId_fkey" FOREIGN KEY ("invitationId") REFERENCES "Invitation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Addresses, sealed (api/flow/contact): in a schema of their own and in no model, so that no relation leads to them.
-- Not even study and pseudonym say whose they are: "holder" is a keyed hash of both.
CREATE SCHEMA "contact";

CREATE TABLE "contact"."Address" (
    "holder" TEXT NOT NULL,
    "studyId" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "leave" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "leftAt" TIMESTAMPTZ(3),

    CONSTRAINT "Address_pkey" PRIMARY KEY ("holder")
);

CREATE UNIQUE INDEX "Address_leave_key" ON "contact"."Address"("leave");
CREATE INDEX "Address_studyId_idx" ON "contact"."Address"("studyId");
