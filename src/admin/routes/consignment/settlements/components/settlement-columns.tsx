import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import type { Settlement } from "../../../../../http-contract/settlement"
import { useBilledColumns } from "../../../../components/billed-columns"
import { Instant } from "../../../../components/instant"
import { useDateFilter } from "../../../../hooks/use-date-filter"
import { useContractorFilter, useDirectionFilter } from "../../../../hooks/use-searched-filter"
import { useWords } from "../../../../hooks/use-words"
import type { ListFilter } from "../../../../components/list-filters"
import { SettlementInvoices, SettlementStatus } from "./settlement-invoices"

const column = createDataTableColumnHelper<Settlement>()

interface SettlementColumns {
  /** All are of the one whom the page is about. */
  isOfOneContractor?: boolean
}

export const useSettlementColumns = (
  settlements: Settlement[] = [],
  { isOfOneContractor = false }: SettlementColumns = {}
) => {
  const { t } = useWords()
  const { contractor, amount } = useBilledColumns(settlements, t("fields.amount"))
  return useMemo(
    () => [
      column.accessor("number", { header: t("fields.number") }),
      ...(isOfOneContractor ? [] : [contractor]),
      column.accessor("cut_off", {
        header: t("settlements.cut_off"),
        enableSorting: true,
        cell: ({ getValue }) => <Instant value={getValue()} />,
      }),
      amount,
      column.display({
        id: "invoices",
        header: t("settlements.invoices"),
        cell: ({ row: { original } }) => <SettlementInvoices settlement={original} />,
      }),
      column.display({
        id: "state",
        header: t("fields.status"),
        cell: ({ row: { original } }) => <SettlementStatus settlement={original} />,
      }),
    ],
    [t, contractor, amount, isOfOneContractor]
  )
}

export const useSettlementFilters = (): ListFilter[] => {
  const { t } = useWords()
  return [
    useContractorFilter({ isSeveral: true }),
    useDirectionFilter(),
    {
      id: "status",
      type: "select",
      label: t("fields.status"),
      options: ["closed", "cancelled"].map((value) => ({
        value,
        label: t(`terms.status.${value}`),
      })),
    },
    ...useDateFilter("cut_off", t("settlements.cut_off")),
  ]
}
