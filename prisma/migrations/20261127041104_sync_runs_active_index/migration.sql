-- What is due of all shops is found without looking at any shop: the index holds what waits, and nothing else.
CREATE INDEX CONCURRENTLY "sync_runs_active_idx" ON "sync_runs" ("shop_id") WHERE "state" IN ('running', 'waiting');
