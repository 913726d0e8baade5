-- AlterTable
ALTER TABLE "shops" ADD COLUMN     "keys_refused_at" TIMESTAMPTZ(3),
ADD COLUMN     "keys_tried_next_at" TIMESTAMPTZ(3),
ADD COLUMN     "webhook_seen_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "shops_uid_idx" ON "shops"("uid");
