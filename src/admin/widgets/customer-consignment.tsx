import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { Button, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { forShops } from "../routes/consignment/shops/lib/for-shops"
import { forReaders } from "../components/for-readers"
import { Allowed } from "../components/allowed"
import type { Warehouse } from "../../http-contract/warehouse"
import { Section } from "../components/section"
import { ShopActions } from "../components/shop-actions"
import { StockSummary } from "../components/stock-summary"
import { useContractors } from "../hooks/api/contractors"
import { useWarehouses } from "../hooks/api/warehouses"
import { useWords } from "../hooks/use-words"

const MOST_SHOPS = 10

/** Our goods with this customer and the actions for them; hidden in stores without outbound warehouses. */
const CustomerConsignment = ({ data }: { data: { id: string } }) => {
  const { contractors } = useContractors({ customer_id: data.id, limit: 1 })
  const [contractor] = contractors ?? []
  const { warehouses } = useWarehouses(
    { contractor_id: contractor?.id, direction: "outbound", limit: MOST_SHOPS },
    { enabled: contractors !== undefined }
  )
  if (!contractors || !warehouses?.length) return null
  if (!contractor) return <NoShop customerId={data.id} />
  return warehouses.map((shop) => <Shop key={shop.id} shop={shop} />)
}

const Shop = ({ shop: { id, name } }: { shop: Warehouse }) => {
  const { t } = useWords()
  return (
    <Section
      heading={t("customer.title")}
      subHeading={
        <Link to={`/consignment/warehouses/${id}`} className="text-ui-fg-interactive">
          {name}
        </Link>
      }
      actions={<ShopActions warehouseId={id} />}
    >
      <StockSummary
        filter={{ warehouse_id: id }}
        empty={
          <Text size="small" className="text-ui-fg-subtle px-6 py-4">
            {t("shops.no_stock")}
          </Text>
        }
      />
    </Section>
  )
}

const NoShop = ({ customerId }: { customerId: string }) => {
  const { t } = useWords()
  return (
    <Section
      heading={t("customer.title")}
      subHeading={t("customer.no_shop")}
      actions={
        <Allowed needs={forShops}>
          <Button size="small" variant="secondary" asChild>
            <Link to={`/consignment/shops/create?customer_id=${customerId}`}>
              {t("shops.create")}
            </Link>
          </Button>
        </Allowed>
      }
    />
  )
}

export const config = defineWidgetConfig({
  zone: "customer.details",
  id: "consignment-customer",
})

export default forReaders("consignment_warehouse:read", CustomerConsignment)
