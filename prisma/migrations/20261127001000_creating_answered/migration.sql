-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "creating_answered" BOOLEAN NOT NULL DEFAULT false;
