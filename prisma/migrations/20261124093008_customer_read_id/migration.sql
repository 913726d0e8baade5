-- AlterTable
ALTER TABLE "customer_links" ADD COLUMN     "read_id" TEXT;
