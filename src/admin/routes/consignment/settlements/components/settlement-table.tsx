import { ListTable } from "../../../../components/list-table"
import { ListTotals } from "../../../../components/list-totals"
import { useSettlements, useSettlementTotals } from "../../../../hooks/api/settlements"
import { useAllows } from "../../../../hooks/use-allows"
import { useListQuery } from "../../../../hooks/use-list-query"
import { useWords } from "../../../../hooks/use-words"
import { useSettlementColumns, useSettlementFilters } from "./settlement-columns"

/** All settlements, the latest first. */
export const SettlementTable = () => {
  const { t } = useWords()
  const allows = useAllows()
  const filters = useSettlementFilters()
  const query = useListQuery({ filters: filters.map(({ id }) => id), order: "-cut_off" })
  const { settlements, count, error, refetch } = useSettlements(query)
  const { totals } = useSettlementTotals(query)
  return (
    <ListTable
      rows={settlements}
      count={count}
      error={error}
      onRetry={() => void refetch()}
      heading={t("menu.settlements")}
      headingLevel="h1"
      subHeading={t("settlements.hint")}
      columns={useSettlementColumns(settlements)}
      filters={filters}
      enableSearch
      getRowId={({ id }) => id ?? ""}
      rowHref={({ id }) => `/consignment/settlements/${id}`}
      actions={
        allows("consignment_settlement:settle")
          ? [
              { label: t("batches.settle"), to: "/consignment/settlements/due" },
              { label: t("settlements.actions.preview"), to: "/consignment/settlements/create" },
            ]
          : []
      }
      footer={
        <ListTotals
          totals={totals?.map(({ amount, ...total }) => ({ ...total, value: amount }))}
          hint={query.status ? undefined : t("totals.settlements")}
        />
      }
      empty={{ heading: t("settlements.empty"), description: t("settlements.empty_hint") }}
    />
  )
}
