import { useDataTableDateFilters } from "@medusajs/dashboard/hooks"
import type { ListFilter } from "../components/list-filters"
import { periodsAt } from "../lib/periods"
import { useWords } from "./use-words"

/** A filter by date: the periods that are settled and invoiced by, then those of the host. */
export const useDateFilter = (id: string, label: string): ListFilter[] => {
  const { t } = useWords()
  const [ofHost] = useDataTableDateFilters()
  if (ofHost?.type !== "date") return []
  const periods = periodsAt(new Date()).map(({ name, from, to }) => ({
    label: t(`filters.periods.${name}`),
    value: { $gte: from.toISOString(), $lte: to.toISOString() },
  }))
  return [{ ...ofHost, id, label, options: [...periods, ...ofHost.options] }]
}
