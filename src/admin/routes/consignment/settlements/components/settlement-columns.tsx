import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import type { Settlement } from "../../../../../http-contract/settlement"
import { Amount } from "../../../../components/amount"
import { Instant } from "../../../../components/instant"
import { Status } from "../../../../components/status"
import { useContractorFilter } from "../../../../hooks/use-contractor-filter"
import { useContractorNames } from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"

const column = createDataTableColumnHelper<Settlement>()

export const useSettlementColumns = (settlements: Settlement[] = []) => {
  const { t } = useWords()
  const contractorOf = useContractorNames(settlements.map((one) => one.contractor_id))
  return useMemo(
    () => [
      column.accessor("number", { header: t("fields.number") }),
      column.accessor(({ contractor_id }) => contractorOf(contractor_id), {
        id: "contractor",
        header: t("fields.contractor"),
      }),
      column.accessor("cut_off", {
        header: t("settlements.cut_off"),
        enableSorting: true,
        cell: ({ getValue }) => <Instant value={getValue()} />,
      }),
      column.accessor("amount", {
        header: t("settlements.amount"),
        align: "right",
        cell: ({ row: { original } }) => (
          <Amount value={original.amount} currencyCode={original.currency_code} />
        ),
      }),
      column.accessor("status", {
        header: t("fields.status"),
        cell: ({ getValue }) => <Status status={getValue()} />,
      }),
    ],
    [t, contractorOf]
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
