-- AlterTable
ALTER TABLE "settings" ADD COLUMN     "company_id" INTEGER;

-- CreateTable
CREATE TABLE "company_settings" (
    "shop_id" UUID NOT NULL,
    "company_id" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "company_settings_pkey" PRIMARY KEY ("shop_id","company_id","section")
);

-- CreateTable
CREATE TABLE "sent_days" (
    "shop_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "documents" INTEGER NOT NULL,
    "gross_cents" BIGINT NOT NULL,

    CONSTRAINT "sent_days_pkey" PRIMARY KEY ("shop_id","day")
);

-- AddForeignKey
ALTER TABLE "company_settings" ADD CONSTRAINT "company_settings_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sent_days" ADD CONSTRAINT "sent_days_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A document counts for the day on which it came to be, with what the buyer paid (in euros), whichever replica made it:
-- one of an older version must count too, hence a trigger. One worker at a time sends a shop's orders, so nobody waits.
CREATE FUNCTION count_sent_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO sent_days (shop_id, day, documents, gross_cents)
  VALUES (
    NEW.shop_id,
    (NEW.updated_at AT TIME ZONE 'Europe/Rome')::date,
    1,
    coalesce((SELECT o.total_cents FROM orders o
              WHERE o.shop_id = NEW.shop_id AND o.order_id = NEW.order_id AND o.currency = 'EUR'), 0))
  ON CONFLICT (shop_id, day) DO UPDATE SET
    documents = sent_days.documents + 1, gross_cents = sent_days.gross_cents + excluded.gross_cents;
  RETURN NULL;
END $$;

CREATE TRIGGER deliveries_count_sent AFTER UPDATE OF state ON deliveries
  FOR EACH ROW WHEN (NEW.state = 'sent' AND OLD.state <> 'sent') EXECUTE FUNCTION count_sent_document();

-- What was sent before there was a count, as far back as anyone asks.
INSERT INTO sent_days (shop_id, day, documents, gross_cents)
SELECT d.shop_id, (e.at AT TIME ZONE 'Europe/Rome')::date, count(*),
       coalesce(sum(o.total_cents) FILTER (WHERE o.currency = 'EUR'), 0)
FROM delivery_events e
JOIN deliveries d ON d.id = e.delivery_id
LEFT JOIN orders o ON o.shop_id = d.shop_id AND o.order_id = d.order_id
WHERE e.type IN ('sent', 'adopted') AND e.at > now() - interval '62 days'
GROUP BY 1, 2;

-- Which company the ids in the settings belong to: the connected one, else the one whose lists they were chosen from.
UPDATE settings s SET company_id = coalesce(
  (SELECT c.company_id FROM connections c WHERE c.shop_id = s.shop_id),
  (SELECT c.company_id FROM catalogues c WHERE c.shop_id = s.shop_id))
WHERE s.section IN ('template', 'vat', 'paymentAccount');
