import { useQuery } from "@tanstack/react-query"
import { Input, Text } from "@medusajs/ui"
import { useDeferredValue, useState } from "react"
import { useWords } from "../hooks/use-words"
import { queryKey } from "../lib/query-keys"
import { FilterChoices, type FilterOption } from "./filter-choices"
import type { PickerSource } from "./picker"

const SHOWN = 20

interface SearchedChoicesProps<Row> {
  label: string
  source: PickerSource<Row>
  chosen: readonly FilterOption[]
  value: unknown
  onChange: (value: unknown) => void
  isSeveral: boolean
}

/** The values of a filter that are too many to list: found by typing, those chosen first. */
export const SearchedChoices = <Row,>({
  label,
  source,
  chosen,
  ...choices
}: SearchedChoicesProps<Row>) => {
  const { t } = useWords()
  const [text, setText] = useState("")
  const q = useDeferredValue(text.trim())
  const { data } = useQuery({
    queryKey: queryKey(`filter/${source.resource}`, { q }),
    queryFn: async () => {
      const { rows, count } = await source.read({ q: q || undefined, limit: SHOWN, offset: 0 })
      return { options: rows.map(source.toOption), count }
    },
    placeholderData: (before) => before,
  })
  const found = data?.options ?? []
  const isFound = ({ value }: FilterOption) => found.some((option) => option.value === value)
  const options = [...(q ? [] : chosen.filter((option) => !isFound(option))), ...found]
  const more = (data?.count ?? 0) - found.length
  return (
    <>
      <FilterChoices {...choices} label={label} options={options}>
        <div className="p-1">
          <Input
            size="small"
            type="search"
            autoFocus
            aria-label={t("filters.search", { name: label })}
            placeholder={t("filters.search", { name: label })}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </div>
      </FilterChoices>
      {data && (found.length === 0 || more > 0) && (
        <Text size="xsmall" className="text-ui-fg-subtle px-3 pb-2" role="status">
          {found.length === 0 ? t("states.no_results") : t("filters.more", { count: more })}
        </Text>
      )}
    </>
  )
}
