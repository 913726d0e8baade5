-- CreateTable
CREATE TABLE "shop_inspections" (
    "shop_id" UUID NOT NULL,
    "looked_at" TIMESTAMPTZ(3) NOT NULL,
    "inspection" JSONB NOT NULL,
    "unread" INTEGER NOT NULL,

    CONSTRAINT "shop_inspections_pkey" PRIMARY KEY ("shop_id")
);

-- AddForeignKey
ALTER TABLE "shop_inspections" ADD CONSTRAINT "shop_inspections_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;
