-- Few sales end.
CREATE INDEX CONCURRENTLY "sales_ended_idx" ON "sales" ("shop_id", "ended_on", "vat_type_id", "vat_percent", "oss_country", "gross_cents", "ended", "day") WHERE "ended_on" IS NOT NULL;
