-- AlterTable
ALTER TABLE "connections" ADD COLUMN     "rounding_doubted" TEXT;
