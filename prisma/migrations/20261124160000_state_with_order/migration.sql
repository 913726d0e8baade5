-- An order that is stored in the same statement as its delivery brings the state itself: it cannot be looked up yet, and
-- each later change of it is written once more, into every index of the order.
CREATE OR REPLACE FUNCTION take_delivery_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.delivery_state := coalesce(
    (SELECT state FROM deliveries WHERE shop_id = NEW.shop_id AND order_id = NEW.order_id), NEW.delivery_state);
  RETURN NEW;
END
$$;
