import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import type { Contractor } from "../../../../../http-contract/contractor"
import { Instant } from "../../../../components/instant"
import { useWords } from "../../../../hooks/use-words"

const column = createDataTableColumnHelper<Contractor>()

export const useContractorColumns = () => {
  const { t } = useWords()
  return useMemo(
    () => [
      column.accessor("name", { header: t("fields.name"), enableSorting: true }),
      column.accessor("code", { header: t("fields.code"), enableSorting: true }),
      column.accessor("email", {
        header: t("fields.email"),
        cell: ({ getValue }) => getValue() ?? "–",
      }),
      column.accessor("created_at", {
        header: t("fields.created_at"),
        enableSorting: true,
        cell: ({ getValue }) => <Instant value={getValue()} />,
      }),
    ],
    [t]
  )
}
