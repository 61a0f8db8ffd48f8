import { XMarkMini } from "@medusajs/icons"
import { Hint, IconButton, Label, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useItemTitles } from "../hooks/use-names"
import { useWords } from "../hooks/use-words"
import { ItemChoice } from "./item-choice"
import { ItemPicker } from "./item-picker"

interface PickedItemsProps {
  picked: readonly { id: string; inventory_item_id?: string }[]
  onPick: (inventoryItemId: string) => void
  onRemove: (index: number) => void
  /** Error of the form for the list as a whole, shown while nothing is picked. */
  error: object | undefined
  /** Many are picked at once: from a table with checkboxes, without these. */
  table?: { taken?: ReadonlySet<string> }
  /** The fields of one of them. */
  children: (index: number) => ReactNode
}

const FIELD = "pick-item"

/** Items that were picked, each with fields of its own. */
export const PickedItems = ({ picked, error, table, children, ...props }: PickedItemsProps) => {
  const { t } = useWords()
  const titleOf = useItemTitles(picked.map((item) => item.inventory_item_id))
  const chosen = new Set(picked.flatMap((item) => item.inventory_item_id ?? []))
  const pick = (id: string | undefined): void => {
    if (id && !chosen.has(id)) props.onPick(id)
  }
  return (
    <>
      <div className="flex flex-col gap-y-2">
        <Label size="small" weight="plus" htmlFor={FIELD}>
          {t("items.pick")}
        </Label>
        {table ? (
          <ItemChoice
            id={FIELD}
            chosen={chosen}
            taken={table.taken}
            onChoose={pick}
            onLeaveOut={(id) =>
              props.onRemove(picked.findIndex((item) => item.inventory_item_id === id))
            }
          />
        ) : (
          <ItemPicker id={FIELD} value={null} onChange={pick} />
        )}
        {error && picked.length === 0 && <Hint variant="error">{t("items.none_picked")}</Hint>}
      </div>
      {picked.map((item, index) => (
        <div
          key={item.id}
          className="flex flex-col gap-y-4 rounded-lg border border-ui-border-base p-4"
        >
          <div className="flex items-center justify-between gap-x-2">
            <Text size="small" weight="plus" className="truncate">
              {titleOf(item.inventory_item_id)}
            </Text>
            <IconButton
              type="button"
              size="small"
              variant="transparent"
              aria-label={t("actions.remove")}
              onClick={() => props.onRemove(index)}
            >
              <XMarkMini />
            </IconButton>
          </div>
          {children(index)}
        </div>
      ))}
    </>
  )
}
