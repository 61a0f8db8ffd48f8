import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { forReaders } from "../components/for-readers"
import { ItemCardSection } from "../components/item-card-section"
import { LinkedArticles } from "../components/linked-articles"

const InventoryItemCard = ({ data }: { data: { id: string } }) => (
  <>
    <LinkedArticles inventoryItemIds={[data.id]} />
    <ItemCardSection inventoryItemId={data.id} />
  </>
)

export const config = defineWidgetConfig({
  zone: "inventory_item.details",
  id: "consignment-inventory-item-card",
})

export default forReaders("consignment_item_card:read", InventoryItemCard)
