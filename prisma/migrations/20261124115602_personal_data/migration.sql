-- Personal data that were removed, by their age or on a person's word, stay away: triggers see to it, so that a process
-- of an older version does not bring them back by reading the order or the customer again.

-- AlterTable
ALTER TABLE "customer_links" ADD COLUMN     "erased_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "data_removed_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "data_removed_at" TIMESTAMPTZ(3);

-- An order keeps its numbers, by which it is still found. Whoever removes sets `search_text` too, so that its own
-- trigger (which watches that column) follows.
CREATE FUNCTION keep_order_data_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.customer := '';
  NEW.search_text := lower(concat_ws(E'\n', NEW.order_id, nullif(NEW.short_id, '')));
  RETURN NEW;
END
$$;
CREATE TRIGGER keep_order_data_removed BEFORE UPDATE ON orders
  FOR EACH ROW WHEN (NEW.data_removed_at IS NOT NULL) EXECUTE FUNCTION keep_order_data_removed();

CREATE FUNCTION keep_customer_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.base := NULL;
  NEW.problem := NULL;
  NEW.refused_hash := NULL;
  RETURN NEW;
END
$$;
CREATE TRIGGER keep_customer_erased BEFORE UPDATE ON customer_links
  FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL) EXECUTE FUNCTION keep_customer_erased();
