import { useMemo } from "react"
import type { Ageing } from "../../../../../http-contract/worklist"
import { ListTable } from "../../../../components/list-table"
import { useAgeing } from "../../../../hooks/api/worklists"
import { useExport } from "../../../../hooks/use-export"
import { useListQuery } from "../../../../hooks/use-list-query"
import { usePlaceFilters } from "../../../../hooks/use-place-filters"
import { useWords } from "../../../../hooks/use-words"
import { useAgeingColumns } from "./ageing-columns"

const filters = ["contractor_id", "warehouse_id", "direction", "past_term"]
const exported = [
  "sku",
  "inventory_item_id",
  "contractor_id",
  "warehouse_id",
  "direction",
  "quantity",
  "unit_cost",
  "currency_code",
  "received_at",
  "days_in_stock",
  "due_on",
  "grace_until",
  "term",
] as const

/** How long goods lie where they are, the oldest first, and until when they may. */
export const AgeingTable = () => {
  const { t } = useWords()
  const { order: _, q: __, ...query } = useListQuery({ filters })
  const { ageing, count, error, refetch } = useAgeing(query)
  return (
    <ListTable
      rows={ageing}
      count={count}
      error={error}
      onRetry={() => void refetch()}
      heading={t("ageing.title")}
      headingLevel="h1"
      subHeading={t("ageing.hint")}
      columns={useAgeingColumns(ageing)}
      filters={useAgeingFilters()}
      getRowId={({ lot_id }) => lot_id}
      rowHref={({ lot_id }) => `/consignment/lots/${lot_id}`}
      actions={[useExport<Ageing>("ageing", query, exported)]}
      empty={{ heading: t("stock.empty"), description: t("ageing.hint") }}
    />
  )
}

const useAgeingFilters = () => {
  const { t } = useWords()
  const places = usePlaceFilters()
  return useMemo(
    () => [
      ...places,
      {
        id: "direction",
        type: "radio" as const,
        label: t("fields.direction"),
        options: ["inbound", "outbound"].map((value) => ({
          value,
          label: t(`terms.direction.${value}`),
        })),
      },
      {
        id: "past_term",
        type: "radio" as const,
        label: t("ageing.term"),
        options: ["true", "false"].map((value) => ({
          value,
          label: t(`ageing.past_term.${value}`),
        })),
      },
    ],
    [places, t]
  )
}
