import type { ListFilter } from "../../../../components/list-filters"
import { useContractorFilter, useDirectionFilter } from "../../../../hooks/use-searched-filter"

export const useWarehouseFilters = (): ListFilter[] => [
  useDirectionFilter(),
  useContractorFilter({ isSeveral: true }),
]
