-- CreateTable
CREATE TABLE "destinations_seen" (
    "shop_id" UUID NOT NULL,
    "destination" TEXT NOT NULL,

    CONSTRAINT "destinations_seen_pkey" PRIMARY KEY ("shop_id","destination")
);

-- AddForeignKey
ALTER TABLE "destinations_seen" ADD CONSTRAINT "destinations_seen_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("id") ON DELETE CASCADE ON UPDATE CASCADE;
