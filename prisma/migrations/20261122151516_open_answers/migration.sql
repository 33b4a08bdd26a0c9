-- CreateEnum
CREATE TYPE "CoderStatus" AS ENUM ('ASKED', 'GRANTED', 'DECLINED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "OpeningReason" AS ENUM ('CODE', 'COMPARE', 'QUOTE');

-- AlterTable
ALTER TABLE "Finding" ADD COLUMN     "quotes" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "Codebook" (
    "id" TEXT NOT NULL,
    "surveyId" TEXT NOT NULL,
    "variable" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Codebook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CodebookVersion" (
    "codebookId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "themes" JSONB NOT NULL,
    "changedById" TEXT NOT NULL,
    "changedByName" TEXT NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "status" "DerivedStatus",
    "purpose" TEXT,
    "proposedById" TEXT,
    "proposedAt" TIMESTAMPTZ(3),
    "decidedById" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "CodebookVersion_pkey" PRIMARY KEY ("codebookId","number")
);

-- CreateTable
CREATE TABLE "Coder" (
    "id" TEXT NOT NULL,
    "codebookId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "status" "CoderStatus" NOT NULL DEFAULT 'ASKED',
    "seed" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedById" TEXT,
    "decidedByName" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "Coder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OpenText" (
    "id" TEXT NOT NULL,
    "codebookId" TEXT NOT NULL,
    "responseId" TEXT NOT NULL,
    "questionId" TEXT NOT NULL,
    "comparedAt" TIMESTAMPTZ(3),

    CONSTRAINT "OpenText_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Coding" (
    "textId" TEXT NOT NULL,
    "coderId" TEXT NOT NULL,
    "themes" TEXT[],
    "version" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "codedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Coding_pkey" PRIMARY KEY ("textId","coderId")
);

-- CreateTable
CREATE TABLE "SettledCoding" (
    "textId" TEXT NOT NULL,
    "themes" TEXT[],
    "version" INTEGER NOT NULL,
    "settledById" TEXT NOT NULL,
    "settledByName" TEXT NOT NULL,
    "settledAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SettledCoding_pkey" PRIMARY KEY ("textId")
);

-- CreateTable
CREATE TABLE "TextOpening" (
    "id" BIGSERIAL NOT NULL,
    "codebookId" TEXT NOT NULL,
    "textId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "reason" "OpeningReason" NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TextOpening_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Quote" (
    "id" TEXT NOT NULL,
    "textId" TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "removed" JSONB NOT NULL,
    "words" TEXT NOT NULL,
    "madeById" TEXT NOT NULL,
    "madeByName" TEXT NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,
    "confirmed" BOOLEAN,
    "decidedById" TEXT,
    "decidedByName" TEXT,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Quote_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Codebook_surveyId_variable_key" ON "Codebook"("surveyId", "variable");

-- CreateIndex
CREATE INDEX "Coder_codebookId_userId_idx" ON "Coder"("codebookId", "userId");

-- CreateIndex
CREATE INDEX "OpenText_codebookId_idx" ON "OpenText"("codebookId");

-- CreateIndex
CREATE UNIQUE INDEX "OpenText_responseId_questionId_key" ON "OpenText"("responseId", "questionId");

-- CreateIndex
CREATE INDEX "TextOpening_codebookId_userId_idx" ON "TextOpening"("codebookId", "userId");

-- CreateIndex
CREATE INDEX "Quote_textId_idx" ON "Quote"("textId");

-- AddForeignKey
ALTER TABLE "Codebook" ADD CONSTRAINT "Codebook_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CodebookVersion" ADD CONSTRAINT "CodebookVersion_codebookId_fkey" FOREIGN KEY ("codebookId") REFERENCES "Codebook"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Coder" ADD CONSTRAINT "Coder_codebookId_fkey" FOREIGN KEY ("codebookId") REFERENCES "Codebook"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpenText" ADD CONSTRAINT "OpenText_codebookId_fkey" FOREIGN KEY ("codebookId") REFERENCES "Codebook"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpenText" ADD CONSTRAINT "OpenText_responseId_questionId_fkey" FOREIGN KEY ("responseId", "questionId") REFERENCES "Answer"("responseId", "questionId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Coding" ADD CONSTRAINT "Coding_textId_fkey" FOREIGN KEY ("textId") REFERENCES "OpenText"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SettledCoding" ADD CONSTRAINT "SettledCoding_textId_fkey" FOREIGN KEY ("textId") REFERENCES "OpenText"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Quote" ADD CONSTRAINT "Quote_textId_fkey" FOREIGN KEY ("textId") REFERENCES "OpenText"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A right asks for an answer, or is there, once for a person.
CREATE UNIQUE INDEX "Coder_one_at_a_time" ON "Coder"("codebookId", "userId") WHERE "status" IN ('ASKED', 'GRANTED');
