import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { forReaders } from "../components/for-readers"
import { LinkedArticles } from "../components/linked-articles"
import { useItemsOfProduct } from "../hooks/api/item-cards"

const ProductArticle = ({ data }: { data: { id: string } }) => (
  <LinkedArticles inventoryItemIds={useItemsOfProduct(data.id)} />
)

export const config = defineWidgetConfig({
  zone: "product.details",
  id: "consignment-product-article",
})

export default forReaders("consignment_item_card:read", ProductArticle)
