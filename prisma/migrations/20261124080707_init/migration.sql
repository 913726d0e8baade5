-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "shops" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "instance" TEXT NOT NULL,
    "uid" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "sealed_keys" BYTEA NOT NULL,
    "webhook_token_hash" BYTEA NOT NULL,
    "webhooks_at" TIMESTAMPTZ(3),
    "installed_at" TIMESTAMPTZ(3) NOT NULL,
    "setup_ends_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_at" TIMESTAMPTZ(3),
    "orders_seen_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shops_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "shop_id" UUID NOT NULL,
    "level" TEXT NOT NULL,
    "origin" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "user_agent" TEXT,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "oauth_attempts" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "shop_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "ticket_hash" BYTEA,
    "ticket_used_at" TIMESTAMPTZ(3),
    "state_hash" BYTEA,
    "state_used_at" TIMESTAMPTZ(3),
    "completion_hash" BYTEA,
    "sealed_result" BYTEA,
    "completed_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "oauth_attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connections" (
    "shop_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "company_id" INTEGER,
    "company_name" TEXT,
    "companies" JSONB NOT NULL,
    "sealed_tokens" BYTEA NOT NULL,
    "access_expires_at" TIMESTAMPTZ(3) NOT NULL,
    "connected_at" TIMESTAMPTZ(3) NOT NULL,
    "products_read_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "connections_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "settings" (
    "shop_id" UUID NOT NULL,
    "section" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "active_since" TIMESTAMPTZ(3),

    CONSTRAINT "settings_pkey" PRIMARY KEY ("shop_id","section")
);

-- CreateTable
CREATE TABLE "catalogues" (
    "shop_id" UUID NOT NULL,
    "company_id" INTEGER,
    "invoicing" JSONB,
    "invoicing_at" TIMESTAMPTZ(3),
    "tax_profiles" JSONB,
    "tax_profiles_at" TIMESTAMPTZ(3),

    CONSTRAINT "catalogues_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "orders" (
    "shop_id" UUID NOT NULL,
    "order_id" TEXT NOT NULL,
    "short_id" TEXT,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "customer" TEXT NOT NULL,
    "search_text" TEXT NOT NULL,
    "total_cents" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "cancelled" BOOLEAN NOT NULL,
    "paid" BOOLEAN NOT NULL,
    "invoice_requested" BOOLEAN NOT NULL,
    "payment_method" TEXT,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("shop_id","order_id")
);

-- CreateTable
CREATE TABLE "order_hints" (
    "shop_id" UUID NOT NULL,
    "order_id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3),

    CONSTRAINT "order_hints_pkey" PRIMARY KEY ("shop_id","order_id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "shop_id" UUID NOT NULL,
    "order_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "priority" INTEGER NOT NULL DEFAULT 1,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3),
    "problem" JSONB,
    "creating_since" TIMESTAMPTZ(3),
    "creating_kind" TEXT,
    "company_id" INTEGER,
    "document_id" INTEGER,
    "document_number" TEXT,
    "document_url" TEXT,
    "generation" INTEGER NOT NULL DEFAULT 0,
    "first_tried_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery_events" (
    "id" BIGSERIAL NOT NULL,
    "delivery_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "delivery_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer_links" (
    "shop_id" UUID NOT NULL,
    "company_id" INTEGER NOT NULL,
    "customer_id" TEXT NOT NULL,
    "client_id" INTEGER NOT NULL,
    "hash" BYTEA,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_links_pkey" PRIMARY KEY ("shop_id","company_id","customer_id")
);

-- CreateTable
CREATE TABLE "product_links" (
    "shop_id" UUID NOT NULL,
    "company_id" INTEGER NOT NULL,
    "sku" TEXT NOT NULL,
    "product_id" INTEGER NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_links_pkey" PRIMARY KEY ("shop_id","company_id","sku")
);

-- CreateTable
CREATE TABLE "sync_runs" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "shop_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "started" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished" TIMESTAMPTZ(3),
    "total" INTEGER,
    "done" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "errors" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "sync_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quota_windows" (
    "company_id" INTEGER NOT NULL,
    "window" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "used" INTEGER NOT NULL,
    "limit" INTEGER NOT NULL,

    CONSTRAINT "quota_windows_pkey" PRIMARY KEY ("company_id","window")
);

-- CreateIndex
CREATE UNIQUE INDEX "shops_instance_key" ON "shops"("instance");

-- CreateIndex
CREATE UNIQUE INDEX "shops_webhook_token_hash_key" ON "shops"("webhook_token_hash");

-- CreateIndex
CREATE INDEX "sessions_shop_id_ended_at_idx" ON "sessions"("shop_id", "ended_at");

-- CreateIndex
CREATE INDEX "sessions_expires_at_idx" ON "sessions"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "oauth_attempts_ticket_hash_key" ON "oauth_attempts"("ticket_hash");

-- CreateIndex
CREATE UNIQUE INDEX "oauth_attempts_state_hash_key" ON "oauth_attempts"("state_hash");

-- CreateIndex
CREATE UNIQUE INDEX "oauth_attempts_completion_hash_key" ON "oauth_attempts"("completion_hash");

-- CreateIndex
CREATE INDEX "oauth_attempts_session_id_idx" ON "oauth_attempts"("session_id");

-- CreateIndex
CREATE INDEX "oauth_attempts_expires_at_idx" ON "oauth_attempts"("expires_at");

-- CreateIndex
CREATE INDEX "connections_company_id_idx" ON "connections"("company_id");

-- CreateIndex
CREATE INDEX "orders_shop_id_placed_at_order_id_idx" ON "orders"("shop_id", "placed_at" DESC, "order_id" DESC);

-- CreateIndex
CREATE INDEX "order_hints_shop_id_next_try_at_received_at_idx" ON "order_hints"("shop_id", "next_try_at", "received_at");

-- CreateIndex
CREATE INDEX "deliveries_shop_id_state_priority_created_at_idx" ON "deliveries"("shop_id", "state", "priority", "created_at");

-- CreateIndex
CREATE INDEX "deliveries_shop_id_updated_at_id_idx" ON "deliveries"("shop_id", "updated_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_shop_id_order_id_key" ON "deliveries"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "delivery_events_delivery_id_id_idx" ON "delivery_events"("delivery_id", "id");

-- CreateIndex
CREATE INDEX "sync_runs_shop_id_started_idx" ON "sync_runs"("shop_id", "started" DESC);

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oauth_attempts" ADD CONSTRAINT "oauth_attempts_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oauth_attempts" ADD CONSTRAINT "oauth_attempts_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connections" ADD CONSTRAINT "connections_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "settings" ADD CONSTRAINT "settings_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "catalogues" ADD CONSTRAINT "catalogues_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_hints" ADD CONSTRAINT "order_hints_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_events" ADD CONSTRAINT "delivery_events_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "deliveries"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_links" ADD CONSTRAINT "customer_links_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_links" ADD CONSTRAINT "product_links_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_runs" ADD CONSTRAINT "sync_runs_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;
