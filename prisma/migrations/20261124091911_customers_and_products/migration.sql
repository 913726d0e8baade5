-- AlterTable
ALTER TABLE "customer_links" ADD COLUMN     "base" JSONB,
ADD COLUMN     "creating_since" TIMESTAMPTZ(3),
ADD COLUMN     "problem" TEXT,
ADD COLUMN     "refused_hash" BYTEA,
ALTER COLUMN "client_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "product_links" ADD COLUMN     "copies" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "sync_runs" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "company_id" INTEGER,
ADD COLUMN     "full" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "linked" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "origin" TEXT NOT NULL DEFAULT 'manual',
ADD COLUMN     "phase" TEXT NOT NULL DEFAULT 'clients',
ADD COLUMN     "waiting_reason" TEXT,
ADD COLUMN     "waiting_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "known_clients" (
    "shop_id" UUID NOT NULL,
    "company_id" INTEGER NOT NULL,
    "client_id" INTEGER NOT NULL,
    "code" TEXT,
    "vat_key" TEXT,
    "tax_key" TEXT,
    "email_key" TEXT,
    "data" JSONB NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "known_clients_pkey" PRIMARY KEY ("shop_id","company_id","client_id")
);

-- CreateTable
CREATE TABLE "customer_tasks" (
    "shop_id" UUID NOT NULL,
    "customer_id" TEXT NOT NULL,
    "run_id" UUID,
    "position" BIGSERIAL NOT NULL,

    CONSTRAINT "customer_tasks_pkey" PRIMARY KEY ("shop_id","customer_id")
);

-- CreateTable
CREATE TABLE "customer_watermarks" (
    "shop_id" UUID NOT NULL,
    "company_id" INTEGER NOT NULL,
    "changed_until" TIMESTAMPTZ(3),
    "full_at" TIMESTAMPTZ(3),
    "clients_begun_at" TIMESTAMPTZ(3),
    "clients_page" INTEGER NOT NULL DEFAULT 1,
    "clients_at" TIMESTAMPTZ(3),
    "clients_seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "customer_watermarks_pkey" PRIMARY KEY ("shop_id","company_id")
);

-- CreateTable
CREATE TABLE "shop_products" (
    "shop_id" UUID NOT NULL,
    "sku" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shop_products_pkey" PRIMARY KEY ("shop_id","sku")
);

-- CreateIndex
CREATE INDEX "known_clients_shop_id_company_id_code_idx" ON "known_clients"("shop_id", "company_id", "code");

-- CreateIndex
CREATE INDEX "known_clients_shop_id_company_id_vat_key_idx" ON "known_clients"("shop_id", "company_id", "vat_key");

-- CreateIndex
CREATE INDEX "known_clients_shop_id_company_id_tax_key_idx" ON "known_clients"("shop_id", "company_id", "tax_key");

-- CreateIndex
CREATE INDEX "known_clients_shop_id_company_id_email_key_idx" ON "known_clients"("shop_id", "company_id", "email_key");

-- CreateIndex
CREATE INDEX "customer_tasks_run_id_position_idx" ON "customer_tasks"("run_id", "position");

-- CreateIndex
CREATE INDEX "customer_links_shop_id_company_id_client_id_idx" ON "customer_links"("shop_id", "company_id", "client_id");

-- CreateIndex
CREATE INDEX "sync_runs_state_idx" ON "sync_runs"("state");

-- AddForeignKey
ALTER TABLE "known_clients" ADD CONSTRAINT "known_clients_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_tasks" ADD CONSTRAINT "customer_tasks_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_watermarks" ADD CONSTRAINT "customer_watermarks_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shop_products" ADD CONSTRAINT "shop_products_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;
