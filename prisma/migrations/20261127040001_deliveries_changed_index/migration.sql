-- Few orders change after they were sent.
CREATE INDEX CONCURRENTLY "deliveries_changed_idx" ON "deliveries" ("shop_id", "changed_at") WHERE "changed_at" IS NOT NULL;
