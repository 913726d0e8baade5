-- The nightly removal of personal data finds what it has not done yet, however much it has.
CREATE INDEX CONCURRENTLY "orders_personal_data_idx" ON "orders" ("shop_id", "placed_at", "order_id") WHERE "data_removed_at" IS NULL;
