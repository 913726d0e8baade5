-- A total beyond 32 bits stands here, and `total_cents` at its end. A change of that column's type would rewrite the table and
-- all its indexes while nobody may read it, and processes of the version before could not read what comes back.
ALTER TABLE "orders" ADD COLUMN "total_cents_beyond" BIGINT;

-- contract: the table is of this release, no version before reads or writes it
ALTER TABLE "credit_notes" ALTER COLUMN "gross_cents" SET DATA TYPE BIGINT;

-- One of the version before writes `total_cents` alone: what stands beyond counts only where that is at its end.
CREATE FUNCTION order_total(total_cents int, beyond bigint) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN abs(total_cents) = 2147483647 THEN coalesce(beyond, total_cents) ELSE total_cents END
$$;

CREATE OR REPLACE FUNCTION count_sent_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO sent_days (shop_id, day, documents, gross_cents)
  VALUES (
    NEW.shop_id,
    (NEW.updated_at AT TIME ZONE 'Europe/Rome')::date,
    1,
    coalesce((SELECT order_total(o.total_cents, o.total_cents_beyond) FROM orders o
              WHERE o.shop_id = NEW.shop_id AND o.order_id = NEW.order_id AND o.currency = 'EUR'), 0))
  ON CONFLICT (shop_id, day) DO UPDATE SET
    documents = sent_days.documents + 1, gross_cents = sent_days.gross_cents + excluded.gross_cents;
  RETURN NULL;
END $$;
