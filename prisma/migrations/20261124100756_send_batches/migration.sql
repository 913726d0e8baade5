-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "batch_id" UUID;

-- CreateTable
CREATE TABLE "send_batches" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "shop_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "total" INTEGER NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "send_batches_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "send_batches_shop_id_started_at_idx" ON "send_batches"("shop_id", "started_at" DESC);

-- CreateIndex
CREATE INDEX "deliveries_batch_id_idx" ON "deliveries"("batch_id");

-- AddForeignKey
ALTER TABLE "send_batches" ADD CONSTRAINT "send_batches_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;
