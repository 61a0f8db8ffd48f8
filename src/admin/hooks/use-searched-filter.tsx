import { useQuery } from "@tanstack/react-query"
import { withOptions, type CustomFilter, type ListFilter } from "../components/list-filters"
import type { PickerSource } from "../components/picker"
import { SearchedChoices } from "../components/searched-choices"
import {
  contractorSource,
  itemSource,
  locationSource,
  warehouseSource,
} from "../components/sources"
import { queryKey } from "../lib/query-keys"
import { useListQuery } from "./use-list-query"
import { useWords } from "./use-words"

interface SearchedFilter<Row> {
  id: string
  label: string
  source: PickerSource<Row>
  isSeveral?: boolean
}

/** A filter by values that are found by typing. Those in the page's address are read by their ids. */
const useSearchedFilter = <Row,>({
  id,
  label,
  source,
  isSeveral = false,
}: SearchedFilter<Row>): ListFilter => {
  const { [id]: value } = useListQuery({ filters: [id] })
  const ids = [value ?? []].flat().map(String).sort()
  const { data, isPending } = useQuery({
    queryKey: queryKey(`filter/${source.resource}`, { id: ids }),
    queryFn: async () => (await source.read({ id: ids, limit: ids.length })).rows,
    enabled: ids.length > 0,
  })
  const named = new Map(data?.map(source.toOption).map((option) => [option.value, option]))
  const chosen = ids.map((one) => named.get(one) ?? { value: one, label: isPending ? "…" : one })
  return withOptions(chosen, {
    id,
    label,
    type: "custom",
    render: (filter: CustomFilter) => (
      <SearchedChoices
        label={label}
        source={source}
        chosen={chosen}
        value={filter.value}
        onChange={filter.onChange}
        isSeveral={isSeveral}
      />
    ),
  })
}

interface Several {
  isSeveral?: boolean
}

/** A filter by partner: one, or several. */
export const useContractorFilter = ({ isSeveral = false }: Several = {}): ListFilter => {
  const { t } = useWords()
  return useSearchedFilter({
    id: "contractor_id",
    label: t("fields.contractor"),
    source: contractorSource,
    isSeveral,
  })
}

export const useWarehouseFilter = ({ isSeveral = false }: Several = {}): ListFilter => {
  const { t } = useWords()
  return useSearchedFilter({
    id: "warehouse_id",
    label: t("fields.warehouse"),
    source: warehouseSource,
    isSeveral,
  })
}

export const useLocationFilter = (): ListFilter => {
  const { t } = useWords()
  return useSearchedFilter({
    id: "stock_location_id",
    label: t("fields.location"),
    source: locationSource,
    isSeveral: true,
  })
}

export const useItemFilter = (): ListFilter => {
  const { t } = useWords()
  return useSearchedFilter({
    id: "inventory_item_id",
    label: t("fields.item"),
    source: itemSource,
  })
}

/** Suppliers' goods, or ours at customers. */
export const useDirectionFilter = (): ListFilter => {
  const { t } = useWords()
  return {
    id: "direction",
    type: "radio",
    label: t("fields.direction"),
    options: ["inbound", "outbound"].map((value) => ({
      value,
      label: t(`terms.direction.${value}`),
    })),
  }
}

/** The same of partners: what an agreement makes them. */
export const useRoleFilter = (): ListFilter => {
  const { t } = useWords()
  return {
    id: "direction",
    type: "radio",
    label: t("fields.role"),
    options: ["inbound", "outbound"].map((value) => ({ value, label: t(`terms.role.${value}`) })),
  }
}
