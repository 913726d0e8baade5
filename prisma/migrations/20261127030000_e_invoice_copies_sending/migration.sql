-- What a dead worker left of copies to buyers is looked for at every turn of a shop, however many invoices it has.
CREATE INDEX CONCURRENTLY "e_invoices_copies_sending_idx" ON "e_invoices" ("shop_id") WHERE "copy_state" = 'sending';
