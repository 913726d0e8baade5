-- CreateTable
CREATE TABLE "sent_documents" (
    "delivery_id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "content" JSONB NOT NULL,

    CONSTRAINT "sent_documents_pkey" PRIMARY KEY ("delivery_id")
);

-- AddForeignKey
ALTER TABLE "sent_documents" ADD CONSTRAINT "sent_documents_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "deliveries"("id") ON DELETE CASCADE ON UPDATE CASCADE;
