-- Few orders are sent many at once.
CREATE INDEX CONCURRENTLY "deliveries_of_batch_idx" ON "deliveries" ("batch_id") WHERE "batch_id" IS NOT NULL;
