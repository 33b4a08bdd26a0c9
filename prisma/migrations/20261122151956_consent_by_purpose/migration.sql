-- CreateEnum
CREATE TYPE "ConsentPurpose" AS ENUM ('TAKE_PART', 'BE_FOLLOWED', 'LINK', 'BE_QUOTED', 'BE_INVITED_AGAIN');

-- CreateEnum
CREATE TYPE "ConsentSource" AS ENUM ('SELF', 'YOUNG', 'GUARDIAN');

-- CreateTable
CREATE TABLE "ConsentText" (
    "id" TEXT NOT NULL,
    "studyId" TEXT NOT NULL,
    "purpose" "ConsentPurpose" NOT NULL,
    "number" INTEGER NOT NULL,
    "asked" BOOLEAN NOT NULL,
    "words" JSONB NOT NULL,
    "writtenAt" TIMESTAMPTZ(3) NOT NULL,
    "writtenByName" TEXT,

    CONSTRAINT "ConsentText_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConsentSaid" (
    "id" BIGSERIAL NOT NULL,
    "participantId" TEXT NOT NULL,
    "purpose" "ConsentPurpose" NOT NULL,
    "given" BOOLEAN NOT NULL,
    "source" "ConsentSource" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "textId" TEXT,
    "versionId" TEXT,
    "invitationId" TEXT,
    "receipt" TEXT,

    CONSTRAINT "ConsentSaid_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GuardianLink" (
    "invitationId" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "GuardianLink_pkey" PRIMARY KEY ("invitationId")
);

-- CreateTable
CREATE TABLE "SixteenthBirthday" (
    "holder" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "SixteenthBirthday_pkey" PRIMARY KEY ("holder")
);

-- CreateIndex
CREATE UNIQUE INDEX "ConsentText_studyId_purpose_number_key" ON "ConsentText"("studyId", "purpose", "number");

-- CreateIndex
CREATE UNIQUE INDEX "ConsentSaid_receipt_key" ON "ConsentSaid"("receipt");

-- CreateIndex
CREATE INDEX "ConsentSaid_participantId_id_idx" ON "ConsentSaid"("participantId", "id");

-- CreateIndex
CREATE INDEX "ConsentSaid_invitationId_idx" ON "ConsentSaid"("invitationId");

-- CreateIndex
CREATE UNIQUE INDEX "GuardianLink_hash_key" ON "GuardianLink"("hash");

-- AddForeignKey
ALTER TABLE "ConsentText" ADD CONSTRAINT "ConsentText_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsentSaid" ADD CONSTRAINT "ConsentSaid_participantId_fkey" FOREIGN KEY ("participantId") REFERENCES "Participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsentSaid" ADD CONSTRAINT "ConsentSaid_textId_fkey" FOREIGN KEY ("textId") REFERENCES "ConsentText"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsentSaid" ADD CONSTRAINT "ConsentSaid_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "SurveyVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsentSaid" ADD CONSTRAINT "ConsentSaid_invitationId_fkey" FOREIGN KEY ("invitationId") REFERENCES "Invitation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GuardianLink" ADD CONSTRAINT "GuardianLink_invitationId_fkey" FOREIGN KEY ("invitationId") REFERENCES "Invitation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was said until now was said to the words of a questionnaire, which are kept in its version: to take part, and to
-- what else those words said.
INSERT INTO "ConsentSaid" ("participantId", "purpose", "given", "source", "at", "versionId", "invitationId")
SELECT i."participantId", 'TAKE_PART', c.agreed, 'SELF', c.at, f."versionId", i.id
FROM "Consent" c
  JOIN "Response" r ON r.id = c."responseId"
  JOIN "Invitation" i ON i.id = r."invitationId"
  JOIN "Fielding" f ON f.id = i."fieldingId"
ORDER BY c.at, c.id;

-- What somebody was asked, and said, is only ever added to. It goes with its study or person, and the link it was said
-- through may be forgotten: both come from the keys of other tables, which is one trigger deeper.
CREATE FUNCTION refuse_change_of_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() > 1 THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  RAISE EXCEPTION 'what was agreed to never changes' USING ERRCODE = 'integrity_constraint_violation';
END;
$$;

CREATE TRIGGER consent_said_stays
  BEFORE UPDATE OR DELETE ON "ConsentSaid"
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_consent();

CREATE TRIGGER consent_text_stays
  BEFORE UPDATE OR DELETE ON "ConsentText"
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_consent();
