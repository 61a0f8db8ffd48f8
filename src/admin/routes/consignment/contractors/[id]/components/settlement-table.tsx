import { ListTable } from "../../../../../components/list-table"
import { useSettlements } from "../../../../../hooks/api/settlements"
import { useListQuery } from "../../../../../hooks/use-list-query"
import { useWords } from "../../../../../hooks/use-words"
import { useSettlementColumns } from "../../../settlements/components/settlement-columns"

const PREFIX = "settlements"
const PAGE_SIZE = 10

export const SettlementTable = ({ contractorId }: { contractorId: string }) => {
  const { t } = useWords()
  const query = useListQuery({ prefix: PREFIX, pageSize: PAGE_SIZE, order: "-closed_at" })
  const { settlements, count, error, refetch } = useSettlements({
    ...query,
    contractor_id: contractorId,
  })
  const columns = useSettlementColumns(settlements, { isOfOneContractor: true })
  return (
    <ListTable
      heading={t("menu.settlements")}
      headingLevel="h2"
      prefix={PREFIX}
      pageSize={PAGE_SIZE}
      columns={columns}
      rows={settlements}
      count={count}
      getRowId={({ id }) => id ?? ""}
      rowHref={({ id }) => `/consignment/settlements/${id}`}
      error={error}
      onRetry={() => void refetch()}
      empty={{
        heading: t("contractors.no_settlements"),
        description: t("contractors.settlements_hint"),
      }}
    />
  )
}
