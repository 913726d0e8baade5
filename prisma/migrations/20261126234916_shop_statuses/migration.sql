-- AlterTable
ALTER TABLE "catalogues" ADD COLUMN     "statuses" JSONB;
