import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { Text } from "@medusajs/ui"
import { forReaders } from "../components/for-readers"
import { OwnershipTable } from "../components/ownership-table"
import { Explained } from "../components/explained"
import { Section } from "../components/section"
import { useItemTitles } from "../hooks/use-names"
import { useWords } from "../hooks/use-words"

interface VariantOwnershipProps {
  /** A kit has several inventory items. */
  data: { inventory_items?: { inventory_item_id: string }[] | null }
}

const VariantOwnership = ({ data }: VariantOwnershipProps) => {
  const { t } = useWords()
  const ids = data.inventory_items?.map((item) => item.inventory_item_id) ?? []
  const titleOf = useItemTitles(ids)
  if (ids.length === 0) return null
  return (
    <Section
      heading={t("ownership.title")}
      mark={<Explained term="ownership" />}
      subHeading={t("ownership.hint")}
    >
      {ids.map((id) => (
        <div key={id}>
          {ids.length > 1 && (
            <Text size="small" weight="plus" className="px-6 py-3">
              {titleOf(id)}
            </Text>
          )}
          <OwnershipTable inventoryItemId={id} />
        </div>
      ))}
    </Section>
  )
}

export const config = defineWidgetConfig({
  zone: "product_variant.details",
  id: "consignment-variant-ownership",
})

export default forReaders("consignment_stock:read", VariantOwnership)
