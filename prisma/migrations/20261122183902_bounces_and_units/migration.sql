-- CreateEnum
CREATE TYPE "BounceReason" AS ENUM ('NO_SUCH_ADDRESS', 'MAILBOX_FULL', 'UNREACHABLE', 'REFUSED', 'OTHER');

-- AlterEnum
ALTER TYPE "MessageKind" ADD VALUE 'GUARDIAN';

-- AlterTable
ALTER TABLE "Message" ADD COLUMN     "bounced" "BounceReason",
ADD COLUMN     "handedAt" TIMESTAMPTZ(3),
ADD COLUMN     "returnHash" TEXT;

-- AlterTable
ALTER TABLE "Variable" ADD COLUMN     "unitEn" TEXT;

-- CreateTable
CREATE TABLE "DeliveryReport" (
    "hash" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "isFinal" BOOLEAN NOT NULL,
    "reason" "BounceReason" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DeliveryReport_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "DeliveryReport_messageId_idx" ON "DeliveryReport"("messageId");

-- CreateIndex
CREATE UNIQUE INDEX "Message_returnHash_key" ON "Message"("returnHash");

-- AddForeignKey
ALTER TABLE "DeliveryReport" ADD CONSTRAINT "DeliveryReport_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE CASCADE ON UPDATE CASCADE;
