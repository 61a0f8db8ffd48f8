import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { OwnershipTable } from "../components/ownership-table"
import { Section } from "../components/section"
import { useWords } from "../hooks/use-words"

const InventoryItemOwnership = ({ data }: { data: { id: string } }) => {
  const { t } = useWords()
  return (
    <Section heading={t("ownership.title")} subHeading={t("ownership.hint")}>
      <OwnershipTable inventoryItemId={data.id} />
    </Section>
  )
}

export const config = defineWidgetConfig({
  zone: "inventory_item.details",
  id: "consignment-inventory-item-ownership",
})

export default InventoryItemOwnership
