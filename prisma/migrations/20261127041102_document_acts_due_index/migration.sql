-- What is due of all shops is found without looking at any shop: the index holds what waits, and nothing else.
CREATE INDEX CONCURRENTLY "document_acts_due_idx" ON "document_acts" ("act_at", "shop_id") WHERE "act_at" IS NOT NULL;
