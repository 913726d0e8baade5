-- CreateTable
CREATE TABLE "receipts" (
    "shop_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "company_id" INTEGER NOT NULL,
    "receipt_id" BIGINT,
    "number" TEXT,
    "items" JSONB,
    "creating_since" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3),
    "problem" JSONB,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "receipts_pkey" PRIMARY KEY ("shop_id","day")
);

-- CreateTable
CREATE TABLE "receipt_books" (
    "shop_id" UUID NOT NULL,
    "recorded_from" DATE,
    "closed_until" DATE,

    CONSTRAINT "receipt_books_pkey" PRIMARY KEY ("shop_id")
);

-- AddForeignKey
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "receipt_books" ADD CONSTRAINT "receipt_books_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;
