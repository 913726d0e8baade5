-- CreateTable
CREATE TABLE "customer_calls" (
    "company_id" INTEGER NOT NULL,
    "day_starts_at" TIMESTAMPTZ(3) NOT NULL,
    "used" INTEGER NOT NULL,

    CONSTRAINT "customer_calls_pkey" PRIMARY KEY ("company_id")
);
