-- AlterTable
ALTER TABLE "shops" ADD COLUMN     "orders_span_ms" INTEGER;
