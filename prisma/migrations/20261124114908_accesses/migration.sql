-- AlterTable
ALTER TABLE "oauth_attempts" ADD COLUMN     "sealed_verifier" BYTEA;

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "address" TEXT,
ADD COLUMN     "signed_in_at" TIMESTAMPTZ(3),
ADD COLUMN     "user_email" TEXT,
ADD COLUMN     "user_name" TEXT;

-- CreateTable
CREATE TABLE "sign_ins" (
    "id" BIGSERIAL NOT NULL,
    "shop_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "origin" TEXT NOT NULL,
    "user_name" TEXT,
    "user_email" TEXT,
    "user_agent" TEXT,
    "address" TEXT,

    CONSTRAINT "sign_ins_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "sign_ins_shop_id_at_id_idx" ON "sign_ins"("shop_id", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "sign_ins_session_id_idx" ON "sign_ins"("session_id");

-- AddForeignKey
ALTER TABLE "sign_ins" ADD CONSTRAINT "sign_ins_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;
