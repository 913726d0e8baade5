-- What waits is found among the few that do, not among all that were sent.
CREATE INDEX CONCURRENTLY "deliveries_open_idx" ON "deliveries" ("shop_id", "state", "priority", "created_at") WHERE "state" IN ('queued', 'sending', 'waiting');
