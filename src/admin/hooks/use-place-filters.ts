import { useMemo } from "react"
import { useWarehouses } from "./api/warehouses"
import { useContractors } from "./api/contractors"
import { useWords } from "./use-words"

const MOST_OPTIONS = 200

/** Filters of a list by one contractor and one warehouse. */
export const usePlaceFilters = () => {
  const { t } = useWords()
  const { contractors } = useContractors({ limit: MOST_OPTIONS, order: "name" })
  const { warehouses } = useWarehouses({ limit: MOST_OPTIONS, order: "name" })
  return useMemo(() => {
    const filterBy = (id: string, label: string, rows: { id: string; name: string }[] = []) => ({
      id,
      type: "radio" as const,
      label,
      options: rows.map((row) => ({ value: row.id, label: row.name })),
    })
    return [
      filterBy("contractor_id", t("fields.contractor"), contractors),
      filterBy("warehouse_id", t("fields.warehouse"), warehouses),
    ]
  }, [contractors, warehouses, t])
}
