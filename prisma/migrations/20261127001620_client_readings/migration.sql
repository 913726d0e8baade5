-- AlterTable
ALTER TABLE "customer_watermarks" ADD COLUMN     "reading_run_id" UUID,
ADD COLUMN     "readings" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "known_clients" ADD COLUMN     "reading" INTEGER NOT NULL DEFAULT 0;
