import { createDataTableFilterHelper, type DataTableFilter } from "@medusajs/ui"
import { useMemo } from "react"
import type { Warehouse } from "../../../../../http-contract/warehouse"
import { useWords } from "../../../../hooks/use-words"

const filter = createDataTableFilterHelper<Warehouse>()

export const useWarehouseFilters = (): DataTableFilter[] => {
  const { t } = useWords()
  return useMemo(
    () => [
      filter.accessor("direction", {
        type: "radio",
        label: t("fields.direction"),
        options: [
          { value: "inbound", label: t("terms.direction.inbound") },
          { value: "outbound", label: t("terms.direction.outbound") },
        ],
      }),
    ],
    [t]
  )
}
