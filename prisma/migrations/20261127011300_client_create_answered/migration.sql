-- AlterTable
ALTER TABLE "customer_links" ADD COLUMN     "creating_answered" BOOLEAN NOT NULL DEFAULT false;
