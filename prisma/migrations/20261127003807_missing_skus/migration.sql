-- CreateTable
CREATE TABLE "missing_skus" (
    "shop_id" UUID NOT NULL,
    "company_id" INTEGER NOT NULL,
    "sku" TEXT NOT NULL,
    "looked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "missing_skus_pkey" PRIMARY KEY ("shop_id","company_id","sku")
);

-- AddForeignKey
ALTER TABLE "missing_skus" ADD CONSTRAINT "missing_skus_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;
