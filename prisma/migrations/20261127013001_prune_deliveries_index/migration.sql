-- The nightly removal of personal data finds what it has not done yet, however much it has.
CREATE INDEX CONCURRENTLY "deliveries_personal_data_idx" ON "deliveries" ("shop_id", "updated_at", "id") WHERE "data_removed_at" IS NULL OR "data_removed_at" < "updated_at";
