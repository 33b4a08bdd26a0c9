-- CreateTable
CREATE TABLE "ShapeRequest" (
    "id" TEXT NOT NULL,
    "asker" TEXT NOT NULL,
    "studyId" TEXT NOT NULL,
    "variable" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "granted" BOOLEAN,
    "answer" TEXT,
    "answeredById" TEXT,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "ShapeRequest_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ShapeRequest_asker_studyId_idx" ON "ShapeRequest"("asker", "studyId");

-- CreateIndex
CREATE INDEX "ShapeRequest_studyId_idx" ON "ShapeRequest"("studyId");

-- AddForeignKey
ALTER TABLE "ShapeRequest" ADD CONSTRAINT "ShapeRequest_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One at a time may wait.
CREATE UNIQUE INDEX "ShapeRequest_waiting_key" ON "ShapeRequest"("asker", "studyId", "variable") WHERE granted IS NULL;
