-- CreateTable
CREATE TABLE "e_invoices" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "shop_id" UUID NOT NULL,
    "delivery_id" UUID NOT NULL,
    "order_id" TEXT NOT NULL,
    "company_id" INTEGER NOT NULL,
    "document_id" BIGINT NOT NULL,
    "number" TEXT NOT NULL,
    "date" DATE NOT NULL,
    "state" TEXT NOT NULL,
    "status" TEXT,
    "due_by" DATE NOT NULL,
    "problem" JSONB,
    "act" TEXT,
    "act_at" TIMESTAMPTZ(3),
    "priority" INTEGER NOT NULL DEFAULT 1,
    "correcting" BOOLEAN NOT NULL DEFAULT false,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "first_tried_at" TIMESTAMPTZ(3),
    "sending_since" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "next_look_at" TIMESTAMPTZ(3),
    "wants_copy" BOOLEAN,
    "copy_state" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "e_invoices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fic_subscriptions" (
    "shop_id" UUID NOT NULL,
    "company_id" INTEGER NOT NULL,
    "subscription_id" TEXT,
    "token_hash" BYTEA NOT NULL,
    "verified" BOOLEAN NOT NULL DEFAULT false,
    "looked_at" TIMESTAMPTZ(3),
    "problem" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "fic_subscriptions_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "fic_notifications" (
    "shop_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "fic_notifications_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateIndex
CREATE INDEX "e_invoices_delivery_id_idx" ON "e_invoices"("delivery_id");

-- CreateIndex
CREATE INDEX "e_invoices_shop_id_state_due_by_idx" ON "e_invoices"("shop_id", "state", "due_by");

-- CreateIndex
CREATE INDEX "e_invoices_shop_id_act_at_idx" ON "e_invoices"("shop_id", "act_at");

-- CreateIndex
CREATE INDEX "e_invoices_shop_id_next_look_at_idx" ON "e_invoices"("shop_id", "next_look_at");

-- CreateIndex
CREATE INDEX "e_invoices_next_look_at_idx" ON "e_invoices"("next_look_at");

-- CreateIndex
CREATE UNIQUE INDEX "e_invoices_shop_id_company_id_document_id_key" ON "e_invoices"("shop_id", "company_id", "document_id");

-- CreateIndex
CREATE UNIQUE INDEX "fic_subscriptions_token_hash_key" ON "fic_subscriptions"("token_hash");

-- CreateIndex
CREATE INDEX "fic_notifications_received_at_idx" ON "fic_notifications"("received_at");

-- AddForeignKey
ALTER TABLE "e_invoices" ADD CONSTRAINT "e_invoices_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "e_invoices" ADD CONSTRAINT "e_invoices_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "deliveries"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fic_subscriptions" ADD CONSTRAINT "fic_subscriptions_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fic_notifications" ADD CONSTRAINT "fic_notifications_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;
