-- What a person asked for beside the sending itself: an invoice, what a public body's needs.
-- contract: a process of the version before reads ids below 2^31 out of the wider column as it did.
ALTER TABLE "deliveries" ADD COLUMN "asked" JSONB,
ALTER COLUMN "document_id" SET DATA TYPE BIGINT;

-- contract: as above.
ALTER TABLE "customer_links" ALTER COLUMN "client_id" SET DATA TYPE BIGINT;

-- contract: as above.
ALTER TABLE "known_clients" ALTER COLUMN "client_id" SET DATA TYPE BIGINT;

-- contract: as above.
ALTER TABLE "product_links" ALTER COLUMN "product_id" SET DATA TYPE BIGINT;

ALTER TABLE "orders" ADD COLUMN "paid_seen_at" TIMESTAMPTZ(3);

ALTER TABLE "connections" ADD COLUMN "stamp_duty_added" BOOLEAN;

-- It named the model that was doubted; from now on it names the one that explains what was seen.
UPDATE "connections" SET "rounding_doubted" = NULL;
