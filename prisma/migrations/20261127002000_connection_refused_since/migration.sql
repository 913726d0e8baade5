-- AlterTable
ALTER TABLE "connections" ADD COLUMN     "refused_since" TIMESTAMPTZ(3);
