import { Checkbox, createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import { useWords } from "../hooks/use-words"

/** Lets rows of a list be chosen; each checkbox says what it chooses, which those of the host do not. */
export const useChoiceColumn = <Row,>(nameOf: (row: Row) => string) => {
  const { t } = useWords()
  return useMemo(
    () =>
      createDataTableColumnHelper<Row>().select({
        header: ({ table }) => (
          <Checkbox
            aria-label={t("actions.choose_all")}
            checked={
              table.getIsSomePageRowsSelected() ? "indeterminate" : table.getIsAllPageRowsSelected()
            }
            onClick={(event) => event.stopPropagation()}
            onCheckedChange={(isChosen) => table.toggleAllPageRowsSelected(isChosen === true)}
          />
        ),
        cell: ({ row }) => (
          <Checkbox
            aria-label={t("actions.choose", { name: nameOf(row.original) })}
            checked={row.getIsSelected()}
            onClick={(event) => event.stopPropagation()}
            onCheckedChange={(isChosen) => row.toggleSelected(isChosen === true)}
          />
        ),
      }),
    [t, nameOf]
  )
}
