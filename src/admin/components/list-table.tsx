import { DataTable, type DataTableProps } from "@medusajs/dashboard/components"
import { clx, Container } from "@medusajs/ui"
import { useMemo, useRef, type ReactNode } from "react"
import { Link } from "react-router-dom"
import { PAGE_SIZE } from "../hooks/use-list-query"
import { useWords } from "../hooks/use-words"
import { AddFilter, inOurWords, type ListFilter } from "./list-filters"
import { Problem } from "./problem"

interface ListTableProps<Row> extends Omit<
  DataTableProps<Row>,
  "data" | "rowCount" | "getRowId" | "filters"
> {
  filters?: readonly ListFilter[]
  rows: Row[] | undefined
  count: number | undefined
  error: Error | null
  onRetry?: () => void
  getRowId?: (row: Row) => string
  /** Text of the empty state. */
  empty?: { heading: string; description?: string }
  /** Below the pages: what the rows of all of them come to. */
  footer?: ReactNode
}

/** A list with search, filters, sorting and pages, all of which stand in the page's address. See `useListQuery`. */
export const ListTable = <Row extends object>({
  rows,
  count,
  error,
  onRetry,
  getRowId = (row) => (row as { id: string }).id,
  pageSize = PAGE_SIZE,
  columns,
  rowHref,
  empty,
  emptyState,
  filters = [],
  filterBarContent,
  footer,
  ...table
}: ListTableProps<Row>) => {
  const { t } = useWords()
  // The columns of a page are made anew only when what they show has changed.
  const hrefOf = useRef(rowHref)
  hrefOf.current = rowHref
  const isLinked = rowHref !== undefined
  const linkedColumns = useMemo(
    () => (isLinked ? linkFirst(columns, (row) => hrefOf.current?.(row) ?? "") : columns),
    [columns, isLinked]
  )
  return (
    <Container
      className={clx(
        // The tools of the table stand below its title, and below each other, where there is little room.
        "p-0 max-md:[&_div.gap-x-2]:flex-wrap max-md:[&_div.gap-x-2]:gap-y-2",
        "max-md:[&_div.w-full.gap-2:not(.border-t)]:flex-col max-md:[&_div.w-full.gap-2:not(.border-t)]:items-start",
        filters.length > 0 && withAddFilter
      )}
    >
      {error && !rows ? (
        <Problem error={error} onRetry={onRetry} />
      ) : (
        <DataTable
          enableSearch={false}
          {...table}
          filters={filters.map(inOurWords)}
          filterBarContent={
            filters.length > 0 ? (
              <>
                <AddFilter filters={filters} prefix={table.prefix} />
                {filterBarContent}
              </>
            ) : (
              filterBarContent
            )
          }
          rowHref={rowHref && ((row: Row) => rowHref(ourRowOf(row)))}
          columns={linkedColumns}
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
      {footer}
    </Container>
  )
}

/** The row of active filters begins with the button that adds one, which stands for the host's funnel without a name. */
const withAddFilter =
  "[&_div.justify-between.border-t]:justify-start [&_div.justify-between.border-t>.flex-shrink-0]:order-first [&_div.gap-x-2>button[aria-haspopup=menu]:first-child]:hidden"

/** The host's table says that it passes a row of the data on, and passes the table's own row that holds it. */
const ourRowOf = <Row extends object>(row: Row): Row =>
  "original" in row ? (row.original as Row) : row

type Columns<Row> = DataTableProps<Row>["columns"]

/** The first words of a row are a link to its page: a row can only be clicked, and Tab passes it by. */
const linkFirst = <Row extends object>(
  columns: Columns<Row>,
  hrefOf: (row: Row) => string
): Columns<Row> => {
  const first = columns.find(({ id }) => id !== "select")
  return columns.map((column): Columns<Row>[number] =>
    column === first
      ? {
          ...column,
          cell: (context) => (
            <Link
              to={hrefOf(context.row.original)}
              className="hover:text-ui-fg-interactive focus-visible:shadow-borders-focus block truncate rounded outline-none"
              // The row would open the page once more.
              onClick={(event) => event.stopPropagation()}
            >
              {typeof column.cell === "function" ? column.cell(context) : context.renderValue()}
            </Link>
          ),
        }
      : column
  )
}
