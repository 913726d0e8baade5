-- AlterTable
ALTER TABLE "shops" ADD COLUMN     "reconcile_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "reconcile_every_ms" INTEGER,
ADD COLUMN     "reconcile_missed_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "shops_reconcile_at_idx" ON "shops"("reconcile_at");
