-- CreateEnum
CREATE TYPE "ThemeStage" AS ENUM ('WRITING', 'LOOKING', 'OPEN');

-- AlterEnum
ALTER TYPE "SurveyKind" ADD VALUE 'MEETING';

-- AlterTable
ALTER TABLE "Outcome" ADD COLUMN     "themeId" TEXT,
ALTER COLUMN "findingId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Participant" ADD COLUMN     "guest" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Room" (
    "fieldingId" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "validFrom" TIMESTAMPTZ(3) NOT NULL,
    "validUntil" TIMESTAMPTZ(3) NOT NULL,
    "mostJoiners" INTEGER NOT NULL,
    "joined" INTEGER NOT NULL DEFAULT 0,
    "openedById" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Room_pkey" PRIMARY KEY ("fieldingId")
);

-- CreateTable
CREATE TABLE "Meeting" (
    "fieldingId" TEXT NOT NULL,
    "workplaceId" TEXT,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3),

    CONSTRAINT "Meeting_pkey" PRIMARY KEY ("fieldingId")
);

-- CreateTable
CREATE TABLE "MeetingTheme" (
    "id" TEXT NOT NULL,
    "meetingId" TEXT NOT NULL,
    "questionId" TEXT NOT NULL,
    "stage" "ThemeStage" NOT NULL DEFAULT 'WRITING',
    "openedAt" TIMESTAMPTZ(3),

    CONSTRAINT "MeetingTheme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Contribution" (
    "id" TEXT NOT NULL,
    "themeId" TEXT NOT NULL,
    "responseId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "text" TEXT,
    "givenAt" TIMESTAMPTZ(3) NOT NULL,
    "hiddenAt" TIMESTAMPTZ(3),
    "hiddenById" TEXT,
    "hiddenBecause" TEXT,

    CONSTRAINT "Contribution_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Room_hash_key" ON "Room"("hash");

-- CreateIndex
CREATE INDEX "Meeting_workplaceId_idx" ON "Meeting"("workplaceId");

-- CreateIndex
CREATE INDEX "Meeting_createdById_idx" ON "Meeting"("createdById");

-- CreateIndex
CREATE UNIQUE INDEX "MeetingTheme_meetingId_questionId_key" ON "MeetingTheme"("meetingId", "questionId");

-- CreateIndex
CREATE INDEX "Contribution_themeId_idx" ON "Contribution"("themeId");

-- CreateIndex
CREATE UNIQUE INDEX "Contribution_responseId_name_key" ON "Contribution"("responseId", "name");

-- CreateIndex
CREATE INDEX "Outcome_themeId_idx" ON "Outcome"("themeId");

-- AddForeignKey
ALTER TABLE "Room" ADD CONSTRAINT "Room_fieldingId_fkey" FOREIGN KEY ("fieldingId") REFERENCES "Fielding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_fieldingId_fkey" FOREIGN KEY ("fieldingId") REFERENCES "Fielding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_workplaceId_fkey" FOREIGN KEY ("workplaceId") REFERENCES "Workplace"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingTheme" ADD CONSTRAINT "MeetingTheme_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("fieldingId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contribution" ADD CONSTRAINT "Contribution_themeId_fkey" FOREIGN KEY ("themeId") REFERENCES "MeetingTheme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contribution" ADD CONSTRAINT "Contribution_responseId_fkey" FOREIGN KEY ("responseId") REFERENCES "Response"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Outcome" ADD CONSTRAINT "Outcome_themeId_fkey" FOREIGN KEY ("themeId") REFERENCES "MeetingTheme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A meeting belongs to a study, as a questionnaire does.
ALTER TABLE "Survey" DROP CONSTRAINT "Survey_kind_check";
ALTER TABLE "Survey" ADD CONSTRAINT "Survey_kind_check" CHECK (("kind"::text = 'ALARM') = ("studyId" IS NULL));

-- An outcome rests on one thing.
ALTER TABLE "Outcome" ADD CONSTRAINT "Outcome_rests_on_check" CHECK (num_nonnulls("findingId", "themeId") = 1);

-- Whoever says no takes back what they contributed, by whichever way the no was said.
CREATE FUNCTION take_contributions_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "Contribution" WHERE "responseId" = NEW.id;
  RETURN NULL;
END;
$$;

CREATE TRIGGER no_takes_contributions_back
  AFTER UPDATE OF "consent" ON "Response"
  FOR EACH ROW
  WHEN (NOT NEW."consent")
  EXECUTE FUNCTION take_contributions_back();
