-- The events of a delivery are read together: one index finds them and tells them apart.
CREATE UNIQUE INDEX CONCURRENTLY "delivery_events_of_delivery" ON "delivery_events" ("delivery_id", "id");
