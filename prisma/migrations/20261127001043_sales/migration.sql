-- CreateTable
CREATE TABLE "sales" (
    "shop_id" UUID NOT NULL,
    "order_id" TEXT NOT NULL,
    "vat_type_id" INTEGER NOT NULL,
    "vat_percent" DECIMAL(5,2) NOT NULL,
    "gross_cents" BIGINT NOT NULL,
    "oss_country" CHAR(2),
    "counts" BOOLEAN NOT NULL,
    "day" DATE,
    "ended" TEXT,
    "ended_on" DATE,

    CONSTRAINT "sales_pkey" PRIMARY KEY ("shop_id","order_id","vat_type_id")
);

-- AddForeignKey
ALTER TABLE "sales" ADD CONSTRAINT "sales_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateIndex
CREATE INDEX "sales_of_day" ON "sales"("shop_id", "day", "vat_type_id", "vat_percent", "oss_country", "gross_cents", "counts", "ended", "ended_on");

-- CreateIndex
CREATE INDEX "sales_ended_on" ON "sales"("shop_id", "ended_on", "vat_type_id", "vat_percent", "oss_country", "gross_cents", "ended", "day");
