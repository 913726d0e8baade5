-- contract: the version before finds the same rows in deliveries_open_idx, or by (shop, state, updated_at)
DROP INDEX "deliveries_shop_id_state_priority_created_at_idx";
-- contract: the version before finds the same rows in deliveries_changed_idx
DROP INDEX "deliveries_shop_id_changed_at_idx";
-- contract: the version before finds the same rows in deliveries_of_batch_idx
DROP INDEX "deliveries_batch_id_idx";
-- contract: the version before finds the same rows in sales_ended_idx
DROP INDEX "sales_ended_on";
-- contract: no version looks for an event by its id alone
ALTER TABLE "delivery_events" DROP CONSTRAINT "delivery_events_pkey",
ADD CONSTRAINT "delivery_events_pkey" PRIMARY KEY USING INDEX "delivery_events_of_delivery";
-- contract: the primary key is the same index
DROP INDEX "delivery_events_delivery_id_id_idx";
