-- What is due of all shops is found without looking at any shop: the index holds what waits, and nothing else.
CREATE INDEX CONCURRENTLY "credit_notes_due_idx" ON "credit_notes" ("act_at", "shop_id") WHERE "act_at" IS NOT NULL AND "state" <> 'sent';
