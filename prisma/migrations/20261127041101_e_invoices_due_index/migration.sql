-- What is due of all shops is found without looking at any shop: the index holds what waits, and nothing else.
CREATE INDEX CONCURRENTLY "e_invoices_due_idx" ON "e_invoices" ("act_at", "shop_id") WHERE "act" IS NOT NULL;
