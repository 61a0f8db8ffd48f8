import { Button, DropdownMenu, type DataTableFilter } from "@medusajs/ui"
import { useSearchParams } from "react-router-dom"
import { useWords } from "../hooks/use-words"
import { FilterChoices, type FilterOption } from "./filter-choices"

/** A filter of a list. Its id is the name of a parameter, of the route and of the page's address. */
export type ListFilter = DataTableFilter & {
  /** It is there only while it is set: by a link from another page. */
  isOnlyShown?: boolean
}

/** The host's own lists of values have English words in every language. */
export const inOurWords = (filter: ListFilter): DataTableFilter => {
  const { type, label, id } = filter
  if (type !== "radio" && type !== "select" && type !== "multiselect") return filter
  const { options } = filter
  return withOptions(options, {
    id,
    label,
    type: "custom",
    render: ({ value, onChange }: CustomFilter) => (
      <FilterChoices
        label={label}
        options={options}
        value={value}
        onChange={onChange}
        isSeveral={type !== "radio"}
      />
    ),
  })
}

/** An active filter is called by the options that it has, of whatever type it is. */
export const withOptions = (options: readonly FilterOption[], filter: ListFilter): ListFilter =>
  ({ ...filter, options }) as ListFilter

/** As the table hands it over; its own type is of any value. */
export interface CustomFilter {
  value: unknown
  onChange: (value: unknown) => void
}

interface AddFilterProps {
  filters: readonly ListFilter[]
  prefix?: string
}

/** The menu of the filters that are not set. */
export const AddFilter = ({ filters, prefix }: AddFilterProps) => {
  const { t } = useWords()
  const [address, setAddress] = useSearchParams()
  const nameOf = ({ id }: ListFilter): string => (prefix ? `${prefix}_${id}` : id)
  const addable = filters.filter((filter) => !filter.isOnlyShown && !address.has(nameOf(filter)))
  if (addable.length === 0) return null
  const add = (filter: ListFilter): void =>
    setAddress((before) => {
      // The table opens the choices of a filter that has no value yet.
      before.set(nameOf(filter), "null")
      return before
    })
  return (
    <DropdownMenu>
      <DropdownMenu.Trigger asChild>
        <Button size="small" variant="secondary" type="button">
          {t("filters.add")}
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content align="start">
        {addable.map((filter) => (
          <DropdownMenu.Item key={filter.id} onClick={() => add(filter)}>
            {filter.label}
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu>
  )
}
