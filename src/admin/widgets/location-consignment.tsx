import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { Button, Text, toast } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { forReaders } from "../components/for-readers"
import { Allowed } from "../components/allowed"
import type { Warehouse } from "../../http-contract/warehouse"
import { Problem } from "../components/problem"
import { Section } from "../components/section"
import { StockSummary } from "../components/stock-summary"
import { useCreateWarehouse, useWarehouses } from "../hooks/api/warehouses"
import { useReportedError } from "../hooks/use-reported-error"
import { useWords } from "../hooks/use-words"

const LocationConsignment = ({ data: { id } }: { data: { id: string } }) => {
  const { t } = useWords()
  const { warehouses, error, refetch } = useWarehouses({ stock_location_id: id, limit: 1 })
  const [warehouse] = warehouses ?? []
  if (warehouse) return <MarkedLocation warehouse={warehouse} />
  return (
    <Section
      heading={t("menu.consignment")}
      subHeading={t("location.unmarked_hint")}
      actions={
        warehouses && (
          <Allowed needs="consignment_warehouse:manage">
            <MarkButton stockLocationId={id} />
          </Allowed>
        )
      }
    >
      {error && !warehouses && <Problem error={error} onRetry={() => void refetch()} />}
    </Section>
  )
}

const MarkButton = ({ stockLocationId }: { stockLocationId: string }) => {
  const { t } = useWords()
  const { mutate, isPending } = useCreateWarehouse({
    onError: useReportedError(),
    onSuccess: ({ warehouse }) => toast.success(t("location.marked", { name: warehouse.name })),
  })
  return (
    <Button
      size="small"
      variant="secondary"
      isLoading={isPending}
      onClick={() => mutate({ stock_location_id: stockLocationId, direction: "inbound" })}
    >
      {t("location.mark")}
    </Button>
  )
}

const MarkedLocation = ({ warehouse }: { warehouse: Warehouse }) => {
  const { t } = useWords()
  return (
    <Section
      heading={t("menu.consignment")}
      subHeading={t(`terms.direction_hint.${warehouse.direction}`)}
      actions={
        <Button size="small" variant="secondary" asChild>
          <Link to={`/consignment/warehouses/${warehouse.id}`}>{t("location.view")}</Link>
        </Button>
      }
    >
      <StockSummary
        filter={{ warehouse_id: warehouse.id }}
        empty={
          <Text size="small" className="px-6 py-4 text-ui-fg-subtle">
            {t("warehouses.no_stock")}
          </Text>
        }
      />
    </Section>
  )
}

export const config = defineWidgetConfig({
  zone: "location.details",
  id: "consignment-location",
})

export default forReaders("consignment_warehouse:read", LocationConsignment)
