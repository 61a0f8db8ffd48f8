import { Combobox } from "@medusajs/dashboard/components"
import { useComboboxData } from "@medusajs/dashboard/hooks"
import { forwardRef, type ForwardedRef } from "react"
import { useWords } from "../hooks/use-words"
import { queryKey } from "../lib/query-keys"

export interface PickerQuery {
  id?: string | string[]
  q?: string
  limit?: number
  offset?: number
}

export interface PickerProps {
  value?: string | null
  onChange: (id: string | undefined) => void
  onBlur?: () => void
  name?: string
  id?: string
  placeholder?: string
  disabled?: boolean
  allowClear?: boolean
  "aria-label"?: string
}

/** Where a field or a filter looks for what is typed. */
export interface PickerSource<Row> {
  /** Keeps what was read apart from other pickers. */
  resource: string
  /** Further parameters that narrow what may be picked. */
  filter?: object
  read: (query: PickerQuery) => Promise<{ rows: Row[]; count: number }>
  toOption: (row: Row) => { value: string; label: string }
}

/** Makes a field that finds one of a resource by typing; its pages are read as one scrolls. */
const PickerOf = <Row,>(
  { source, value, ...field }: PickerProps & { source: PickerSource<Row> },
  ref: ForwardedRef<HTMLInputElement>
) => {
  const { t } = useWords()
  const { resource, filter, read, toOption } = source
  const { options, searchValue, onSearchValueChange, fetchNextPage, isFetchingNextPage } =
    useComboboxData({
      queryKey: [...queryKey(`picker/${resource}`, filter ?? {})],
      queryFn: async ({ limit = 10, offset = 0, ...query }: PickerQuery) => {
        const { rows, count } = await read({ ...filter, ...query, limit, offset })
        return { options: rows.map(toOption), count, limit, offset }
      },
      getOptions: (page) => page.options,
      selectedValue: value ?? undefined,
      pageSize: 20,
    })
  return (
    <Combobox
      {...field}
      ref={ref}
      value={value ?? undefined}
      options={options}
      searchValue={searchValue}
      onSearchValueChange={onSearchValueChange}
      fetchNextPage={() => void fetchNextPage()}
      isFetchingNextPage={isFetchingNextPage}
      noResultsPlaceholder={<span className="px-2 py-1">{t("states.no_results")}</span>}
    />
  )
}

export const Picker = forwardRef(PickerOf) as <Row>(
  props: PickerProps & { source: PickerSource<Row> } & React.RefAttributes<HTMLInputElement>
) => ReturnType<typeof PickerOf>
