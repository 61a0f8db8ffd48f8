import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { Button } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { Section } from "../components/section"
import { StockSummary } from "../components/stock-summary"
import { useContractors } from "../hooks/api/contractors"
import { useWarehouses } from "../hooks/api/warehouses"
import { useWords } from "../hooks/use-words"

/** What of ours lies with the customer; nothing where he holds none of our goods. */
const CustomerConsignment = ({ data }: { data: { id: string } }) => {
  const { t } = useWords()
  const { contractors } = useContractors({ customer_id: data.id, limit: 1 })
  const [contractor] = contractors ?? []
  const { warehouses } = useWarehouses(
    { contractor_id: contractor?.id, direction: "outbound", limit: 1 },
    { enabled: Boolean(contractor) }
  )
  const [warehouse] = warehouses ?? []
  if (!contractor || !warehouse) return null
  return (
    <Section
      heading={t("customer.title")}
      subHeading={t("customer.hint")}
      actions={
        <Button size="small" variant="secondary" asChild>
          <Link to={`/consignment/contractors/${contractor.id}`}>{t("actions.view_all")}</Link>
        </Button>
      }
    >
      <StockSummary filter={{ contractor_id: contractor.id }} />
    </Section>
  )
}

export const config = defineWidgetConfig({
  zone: "customer.details",
  id: "consignment-customer",
})

export default CustomerConsignment
