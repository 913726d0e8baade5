-- Lists of a shop with hundreds of thousands of orders: each filter finds its page in an index, in the orders' sequence.

-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "delivery_state" TEXT;

-- CreateTable
CREATE TABLE "order_search" (
    "shop_id" UUID NOT NULL,
    "order_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "order_search_pkey" PRIMARY KEY ("shop_id","order_id")
);

-- The state of an order's delivery is kept at the order, and its search text apart from it, by triggers: what an older
-- process writes meanwhile is kept too. Row locks are always taken on the delivery first, then on the order.
CREATE FUNCTION keep_delivery_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    UPDATE orders SET delivery_state = NULL WHERE shop_id = OLD.shop_id AND order_id = OLD.order_id;
  ELSE
    UPDATE orders SET delivery_state = NEW.state
    WHERE shop_id = NEW.shop_id AND order_id = NEW.order_id AND delivery_state IS DISTINCT FROM NEW.state;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER keep_delivery_state AFTER INSERT OR DELETE OR UPDATE OF state ON deliveries
  FOR EACH ROW EXECUTE FUNCTION keep_delivery_state();

-- An order that is read only after its delivery was made.
CREATE FUNCTION take_delivery_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.delivery_state := (SELECT state FROM deliveries WHERE shop_id = NEW.shop_id AND order_id = NEW.order_id);
  RETURN NEW;
END
$$;
CREATE TRIGGER take_delivery_state BEFORE INSERT ON orders
  FOR EACH ROW EXECUTE FUNCTION take_delivery_state();

CREATE FUNCTION keep_order_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM order_search WHERE shop_id = OLD.shop_id AND order_id = OLD.order_id;
  ELSIF TG_OP = 'INSERT' OR NEW.search_text <> OLD.search_text THEN
    INSERT INTO order_search (shop_id, order_id, text) VALUES (NEW.shop_id, NEW.order_id, NEW.search_text)
    ON CONFLICT (shop_id, order_id) DO UPDATE SET text = excluded.text;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER keep_order_search AFTER INSERT OR DELETE OR UPDATE OF search_text ON orders
  FOR EACH ROW EXECUTE FUNCTION keep_order_search();

UPDATE orders o SET delivery_state = d.state FROM deliveries d WHERE d.shop_id = o.shop_id AND d.order_id = o.order_id;
INSERT INTO order_search (shop_id, order_id, text) SELECT shop_id, order_id, search_text FROM orders;

-- CreateIndex
CREATE INDEX "deliveries_shop_id_state_updated_at_id_idx" ON "deliveries"("shop_id", "state", "updated_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "orders_shop_id_delivery_state_placed_at_order_id_idx" ON "orders"("shop_id", "delivery_state", "placed_at" DESC, "order_id" DESC);

-- CreateIndex
CREATE INDEX "orders_shop_id_status_placed_at_order_id_idx" ON "orders"("shop_id", "status", "placed_at" DESC, "order_id" DESC);

-- CreateIndex
CREATE INDEX "orders_shop_id_payment_method_idx" ON "orders"("shop_id", "payment_method");

-- AddForeignKey
ALTER TABLE "order_search" ADD CONSTRAINT "order_search_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;
