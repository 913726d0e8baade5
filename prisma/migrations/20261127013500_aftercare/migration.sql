-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "changed" JSONB,
ADD COLUMN     "changed_at" TIMESTAMPTZ(3),
ADD COLUMN     "replaces" JSONB,
ADD COLUMN     "withdrawn_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "e_invoices" ADD COLUMN     "credit_note_id" UUID;

-- CreateTable
CREATE TABLE "document_acts" (
    "delivery_id" UUID NOT NULL,
    "document_id" BIGINT NOT NULL,
    "shop_id" UUID NOT NULL,
    "order_id" TEXT NOT NULL,
    "company_id" INTEGER NOT NULL,
    "act" TEXT NOT NULL,
    "priority" INTEGER NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "act_at" TIMESTAMPTZ(3),
    "first_tried_at" TIMESTAMPTZ(3),
    "problem" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_acts_pkey" PRIMARY KEY ("delivery_id","document_id")
);

-- CreateTable
CREATE TABLE "credit_notes" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "shop_id" UUID NOT NULL,
    "delivery_id" UUID NOT NULL,
    "order_id" TEXT NOT NULL,
    "company_id" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,
    "invoice_id" BIGINT NOT NULL,
    "invoice_number" TEXT NOT NULL,
    "invoice_date" DATE NOT NULL,
    "request" TEXT NOT NULL,
    "pieces" JSONB NOT NULL,
    "gross_cents" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "act_at" TIMESTAMPTZ(3),
    "first_tried_at" TIMESTAMPTZ(3),
    "creating_since" TIMESTAMPTZ(3),
    "document_id" BIGINT,
    "document_number" TEXT,
    "document_url" TEXT,
    "problem" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credit_notes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "document_acts_shop_id_act_at_idx" ON "document_acts"("shop_id", "act_at");

-- CreateIndex
CREATE INDEX "credit_notes_shop_id_act_at_idx" ON "credit_notes"("shop_id", "act_at");

-- CreateIndex
CREATE UNIQUE INDEX "credit_notes_delivery_id_place_key" ON "credit_notes"("delivery_id", "place");

-- CreateIndex
CREATE INDEX "deliveries_shop_id_changed_at_idx" ON "deliveries"("shop_id", "changed_at");

-- CreateIndex
CREATE INDEX "e_invoices_credit_note_id_idx" ON "e_invoices"("credit_note_id");

-- AddForeignKey
ALTER TABLE "document_acts" ADD CONSTRAINT "document_acts_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_acts" ADD CONSTRAINT "document_acts_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "deliveries"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_notes" ADD CONSTRAINT "credit_notes_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_notes" ADD CONSTRAINT "credit_notes_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "deliveries"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "e_invoices" ADD CONSTRAINT "e_invoices_credit_note_id_fkey" FOREIGN KEY ("credit_note_id") REFERENCES "credit_notes"("id") ON DELETE CASCADE ON UPDATE CASCADE;
