-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "request_id" TEXT,
ADD COLUMN     "requested_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "order_hints" ADD COLUMN     "request_id" TEXT;

-- CreateTable
CREATE TABLE "installation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "identity" TEXT NOT NULL,
    "restored_at" TIMESTAMPTZ(3),

    CONSTRAINT "installation_pkey" PRIMARY KEY ("id")
);
