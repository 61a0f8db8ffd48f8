import type { Ageing } from "../../../../../http-contract/worklist"
import type { ListFilter } from "../../../../components/list-filters"
import { ListTable } from "../../../../components/list-table"
import { useAgeing } from "../../../../hooks/api/worklists"
import { useExport } from "../../../../hooks/use-export"
import { useListQuery } from "../../../../hooks/use-list-query"
import {
  useContractorFilter,
  useDirectionFilter,
  useItemFilter,
  useWarehouseFilter,
} from "../../../../hooks/use-searched-filter"
import { useWords } from "../../../../hooks/use-words"
import { useAgeingColumns } from "./ageing-columns"

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
  const filters = useAgeingFilters()
  const { order: _, q: __, ...query } = useListQuery({ filters: filters.map(({ id }) => id) })
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
      filters={filters}
      getRowId={({ lot_id }) => lot_id}
      rowHref={({ lot_id }) => `/consignment/lots/${lot_id}`}
      actions={[useExport<Ageing>("ageing", query, exported)]}
      empty={{ heading: t("stock.empty"), description: t("ageing.empty_hint") }}
    />
  )
}

const useAgeingFilters = (): ListFilter[] => {
  const { t } = useWords()
  return [
    useContractorFilter(),
    useWarehouseFilter(),
    useItemFilter(),
    useDirectionFilter(),
    {
      id: "past_term",
      type: "radio",
      label: t("ageing.term"),
      options: ["true", "false"].map((value) => ({ value, label: t(`ageing.past_term.${value}`) })),
    },
  ]
}
