import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import type { Settlement } from "../../../../../http-contract/settlement"
import { useBilledColumns } from "../../../../components/billed-columns"
import { Instant } from "../../../../components/instant"
import { useContractorFilter } from "../../../../hooks/use-contractor-filter"
import { useWords } from "../../../../hooks/use-words"

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
  const { contractor, amount, status } = useBilledColumns(settlements, t("settlements.amount"))
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
      status,
    ],
    [t, contractor, amount, status, isOfOneContractor]
  )
}

export const useSettlementFilters = () => {
  const { t } = useWords()
  const contractors = useContractorFilter()
  return useMemo(
    () => [
      contractors,
      {
        id: "status",
        type: "select" as const,
        label: t("fields.status"),
        options: ["closed", "cancelled"].map((value) => ({
          value,
          label: t(`terms.status.${value}`),
        })),
      },
    ],
    [contractors, t]
  )
}
