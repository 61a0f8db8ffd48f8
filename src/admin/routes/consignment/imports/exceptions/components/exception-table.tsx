import { ListTable } from "../../../../../components/list-table"
import { useImportExceptions } from "../../../../../hooks/api/import-exceptions"
import { useListQuery } from "../../../../../hooks/use-list-query"
import { useWords } from "../../../../../hooks/use-words"
import { useExceptionColumns, useExceptionFilters } from "./exception-columns"

/** The lines of imported files that were left out of what was posted; those that wait, unless the others are asked for. */
export const ExceptionTable = () => {
  const { t } = useWords()
  const query = useListQuery({ filters: ["open", "type"], order: "-created_at" })
  const {
    import_exceptions: exceptions,
    count,
    error,
    refetch,
  } = useImportExceptions({
    ...query,
    open: query.open ?? "true",
  })
  return (
    <ListTable
      rows={exceptions}
      count={count}
      error={error}
      onRetry={() => void refetch()}
      heading={t("exceptions.title")}
      headingLevel="h1"
      subHeading={t("exceptions.hint")}
      columns={useExceptionColumns()}
      filters={useExceptionFilters()}
      action={{ label: t("imports.title"), to: "/consignment/imports" }}
      emptyState={{
        empty: { heading: t("exceptions.empty"), description: t("exceptions.empty_hint") },
        filtered: { heading: t("exceptions.empty"), description: t("exceptions.filtered_hint") },
      }}
    />
  )
}
