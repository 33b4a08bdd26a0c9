-- AlterTable
ALTER TABLE "Variable" ADD COLUMN     "labelEn" TEXT;
