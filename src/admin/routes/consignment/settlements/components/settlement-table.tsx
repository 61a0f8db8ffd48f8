import { ListTable } from "../../../../components/list-table"
import { useSettlements } from "../../../../hooks/api/settlements"
import { useAllows } from "../../../../hooks/use-allows"
import { useListQuery } from "../../../../hooks/use-list-query"
import { useWords } from "../../../../hooks/use-words"
import { useSettlementColumns, useSettlementFilters } from "./settlement-columns"

/** All settlements, the latest first. */
export const SettlementTable = () => {
  const { t } = useWords()
  const allows = useAllows()
  const query = useListQuery({ filters: ["status", "contractor_id"], order: "-cut_off" })
  const { settlements, count, error, refetch } = useSettlements(query)
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
      filters={useSettlementFilters()}
      getRowId={({ id }) => id ?? ""}
      rowHref={({ id }) => `/consignment/settlements/${id}`}
      actions={
        allows("consignment_settlement:settle")
          ? [{ label: t("settlements.actions.preview"), to: "/consignment/settlements/create" }]
          : []
      }
      empty={{ heading: t("settlements.empty"), description: t("settlements.hint") }}
    />
  )
}
