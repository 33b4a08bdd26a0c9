-- Copied to "ConsentSaid" when that was made.
-- DropForeignKey
ALTER TABLE "Consent" DROP CONSTRAINT "Consent_responseId_fkey";

-- DropTable
DROP TABLE "Consent";

-- AlterTable
ALTER TABLE "ConsentText" ALTER COLUMN "writtenByName" SET NOT NULL;
