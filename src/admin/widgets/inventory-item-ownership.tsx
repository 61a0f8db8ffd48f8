import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { forReaders } from "../components/for-readers"
import { OwnershipTable } from "../components/ownership-table"
import { Explained } from "../components/explained"
import { Section } from "../components/section"
import { useWords } from "../hooks/use-words"

const InventoryItemOwnership = ({ data }: { data: { id: string } }) => {
  const { t } = useWords()
  return (
    <Section
      heading={t("ownership.title")}
      mark={<Explained term="ownership" />}
      subHeading={t("ownership.hint")}
    >
      <OwnershipTable inventoryItemId={data.id} />
    </Section>
  )
}

export const config = defineWidgetConfig({
  zone: "inventory_item.details",
  id: "consignment-inventory-item-ownership",
})

export default forReaders("consignment_stock:read", InventoryItemOwnership)
