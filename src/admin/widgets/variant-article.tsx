import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { forReaders } from "../components/for-readers"
import { LinkedArticles } from "../components/linked-articles"

interface VariantArticleProps {
  data: { inventory_items?: { inventory_item_id: string }[] | null }
}

const VariantArticle = ({ data }: VariantArticleProps) => (
  <LinkedArticles
    inventoryItemIds={data.inventory_items?.map((item) => item.inventory_item_id) ?? []}
  />
)

export const config = defineWidgetConfig({
  zone: "product_variant.details",
  id: "consignment-variant-article",
})

export default forReaders("consignment_item_card:read", VariantArticle)
