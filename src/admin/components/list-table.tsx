import { DataTable, type DataTableProps } from "@medusajs/dashboard/components"
import { Container } from "@medusajs/ui"
import { PAGE_SIZE } from "../hooks/use-list-query"
import { useWords } from "../hooks/use-words"
import { Problem } from "./problem"

interface ListTableProps<Row> extends Omit<DataTableProps<Row>, "data" | "rowCount" | "getRowId"> {
  rows: Row[] | undefined
  count: number | undefined
  error: Error | null
  onRetry?: () => void
  getRowId?: (row: Row) => string
  /** Text of the empty state. */
  empty?: { heading: string; description?: string }
}

/** A list with search, filters, sorting and pages, all of which stand in the page's address. See `useListQuery`. */
export const ListTable = <Row extends object>({
  rows,
  count,
  error,
  onRetry,
  getRowId = (row) => (row as { id: string }).id,
  pageSize = PAGE_SIZE,
  rowHref,
  empty,
  emptyState,
  ...table
}: ListTableProps<Row>) => {
  const { t } = useWords()
  return (
    <Container className="p-0">
      {error && !rows ? (
        <Problem error={error} onRetry={onRetry} />
      ) : (
        <DataTable
          enableSearch={false}
          {...table}
          rowHref={rowHref && ((row: Row) => rowHref(ourRowOf(row)))}
          data={rows}
          rowCount={count}
          getRowId={getRowId}
          pageSize={pageSize}
          isLoading={!rows}
          emptyState={
            emptyState ?? {
              empty: empty ?? { heading: t("states.empty") },
              filtered: {
                heading: t("states.no_results"),
                description: t("states.no_results_hint"),
              },
            }
          }
        />
      )}
    </Container>
  )
}

/** The host's table says that it passes a row of the data on, and passes the table's own row that holds it. */
const ourRowOf = <Row extends object>(row: Row): Row =>
  "original" in row ? (row.original as Row) : row
