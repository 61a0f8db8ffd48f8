import { ListTable } from "../../../../components/list-table"
import { useContractors } from "../../../../hooks/api/contractors"
import { useAllows } from "../../../../hooks/use-allows"
import { useListQuery } from "../../../../hooks/use-list-query"
import { useRoleFilter } from "../../../../hooks/use-searched-filter"
import { useWords } from "../../../../hooks/use-words"
import { useContractorColumns } from "./contractor-columns"

export const ContractorTable = () => {
  const { t } = useWords()
  const allows = useAllows()
  const filters = [useRoleFilter()]
  const query = useListQuery({ filters: filters.map(({ id }) => id), order: "name" })
  const { contractors, count, error, refetch } = useContractors(query)
  const columns = useContractorColumns(contractors)
  return (
    <ListTable
      heading={t("contractors.title")}
      subHeading={t("contractors.hint")}
      columns={columns}
      filters={filters}
      rows={contractors}
      count={count}
      error={error}
      onRetry={() => void refetch()}
      enableSearch
      rowHref={({ id }) => `/consignment/contractors/${id}`}
      action={
        allows("consignment_contractor:manage")
          ? { label: t("actions.create"), to: "create" }
          : undefined
      }
      empty={{ heading: t("contractors.empty"), description: t("contractors.empty_hint") }}
    />
  )
}
