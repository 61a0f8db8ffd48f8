import { createDataTableColumnHelper } from "@medusajs/ui"
import type { Loan } from "../../../../../http-contract/loan"
import { Instant } from "../../../../components/instant"
import { ListTable } from "../../../../components/list-table"
import { useLoans } from "../../../../hooks/api/loans"
import { useAllows } from "../../../../hooks/use-allows"
import { useListQuery } from "../../../../hooks/use-list-query"
import { useWarehouseNames } from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"
import { useBorrowerNames } from "../lib/use-borrower-names"
import { LoanMarks } from "./loan-marks"
import { useLoanFilters } from "./loan-filters"

const column = createDataTableColumnHelper<Loan>()

/** Goods that were lent, newest first, with those that are late or to be fetched marked. */
export const LoanTable = () => {
  const { t } = useWords()
  const allows = useAllows()
  const filters = useLoanFilters()
  const query = useListQuery({ filters: filters.map(({ id }) => id), order: "-created_at" })
  const { loans, count, error, refetch } = useLoans(query)
  const borrowerOf = useBorrowerNames((loans ?? []).map(({ borrower }) => borrower))
  const warehouseOf = useWarehouseNames((loans ?? []).map((loan) => loan.warehouse_id))
  const columns = [
    column.accessor("number", { header: t("fields.number"), enableSorting: true }),
    column.accessor("borrower", {
      header: t("loans.borrower"),
      cell: ({ getValue }) => borrowerOf(getValue()),
    }),
    column.accessor("warehouse_id", {
      header: t("fields.warehouse"),
      cell: ({ getValue }) => warehouseOf(getValue()),
    }),
    column.accessor("until", {
      header: t("loans.until"),
      enableSorting: true,
      cell: ({ getValue }) => <Instant value={getValue()} />,
    }),
    column.accessor("status", {
      header: t("fields.status"),
      cell: ({ row }) => <LoanMarks loan={row.original} />,
    }),
  ]
  return (
    <ListTable
      heading={t("menu.loans")}
      headingLevel="h1"
      subHeading={t("loans.hint")}
      columns={columns}
      filters={filters}
      rows={loans}
      count={count}
      error={error}
      onRetry={() => void refetch()}
      enableSearch
      rowHref={({ id }) => `/consignment/loans/${id}`}
      action={
        allows("consignment_loan:manage") ? { label: t("loans.create"), to: "create" } : undefined
      }
      empty={{ heading: t("loans.empty"), description: t("loans.empty_hint") }}
    />
  )
}
