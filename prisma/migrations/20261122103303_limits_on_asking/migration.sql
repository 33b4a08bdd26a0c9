-- AlterTable
ALTER TABLE "LedgerEntry" ADD COLUMN     "again" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "frames" TEXT[],
ADD COLUMN     "variables" TEXT[];

-- CreateTable
CREATE TABLE "AskedShape" (
    "asker" TEXT NOT NULL,
    "studyId" TEXT NOT NULL,
    "variable" TEXT NOT NULL,
    "shapeKey" TEXT NOT NULL,
    "shape" TEXT NOT NULL,
    "curve" TEXT,
    "place" INTEGER NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AskedShape_pkey" PRIMARY KEY ("asker","studyId","variable","shapeKey")
);

-- CreateTable
CREATE TABLE "ShapeGrant" (
    "id" TEXT NOT NULL,
    "asker" TEXT NOT NULL,
    "studyId" TEXT NOT NULL,
    "variable" TEXT,
    "reason" TEXT NOT NULL,
    "grantedById" TEXT NOT NULL,
    "grantedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ShapeGrant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE UNLOGGED TABLE "AskingPace" (
    "userId" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "asked" INTEGER NOT NULL,

    CONSTRAINT "AskingPace_pkey" PRIMARY KEY ("userId")
);

-- CreateIndex
CREATE INDEX "AskedShape_studyId_variable_idx" ON "AskedShape"("studyId", "variable");

-- CreateIndex
CREATE UNIQUE INDEX "AskedShape_asker_studyId_variable_place_key" ON "AskedShape"("asker", "studyId", "variable", "place");

-- CreateIndex
CREATE INDEX "ShapeGrant_asker_studyId_idx" ON "ShapeGrant"("asker", "studyId");

-- CreateIndex
CREATE INDEX "ShapeGrant_studyId_idx" ON "ShapeGrant"("studyId");

-- AddForeignKey
ALTER TABLE "AskedShape" ADD CONSTRAINT "AskedShape_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ShapeGrant" ADD CONSTRAINT "ShapeGrant_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;
