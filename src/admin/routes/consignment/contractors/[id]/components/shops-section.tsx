import { Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { Section } from "../../../../../components/section"
import { ShopActions } from "../../../../../components/shop-actions"
import { useWarehouses } from "../../../../../hooks/api/warehouses"
import { useWords } from "../../../../../hooks/use-words"

/** Shops of a customer that can hold our goods; hidden if there are none. */
export const ShopsSection = ({ contractorId }: { contractorId: string }) => {
  const { t } = useWords()
  const { warehouses = [] } = useWarehouses({
    contractor_id: contractorId,
    direction: "outbound",
    limit: 100,
  })
  if (warehouses.length === 0) return null
  return (
    <Section heading={t("menu.shops")} subHeading={t("customer.hint")}>
      {warehouses.map(({ id, name }) => (
        <div key={id} className="flex flex-wrap items-center justify-between gap-2 px-6 py-3">
          <Text size="small" weight="plus">
            <Link to={`/consignment/warehouses/${id}`} className="text-ui-fg-interactive">
              {name}
            </Link>
          </Text>
          <div className="flex flex-wrap gap-2">
            <ShopActions warehouseId={id} />
          </div>
        </div>
      ))}
    </Section>
  )
}
