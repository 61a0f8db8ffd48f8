import { Text } from "@medusajs/ui"
import { useWords } from "../../../../hooks/use-words"
import type { Item } from "../../../../lib/find-items"

interface ItemNameProps {
  item: Item
  /** Why the server refused its line. */
  problem: string | undefined
}

/** An item of a form's line, and below it what is wrong with the line. */
export const ItemName = ({ item, problem }: ItemNameProps) => {
  const { t } = useWords()
  const fault = problem ?? (item.id ? undefined : t("errors.UNKNOWN_ITEM"))
  return (
    <div className="min-w-48 whitespace-normal">
      <Text size="small" weight="plus">
        {item.title || item.sku}
      </Text>
      {item.title && (
        <Text size="xsmall" className="text-ui-fg-subtle">
          {item.sku}
        </Text>
      )}
      {fault && (
        <Text role="alert" size="xsmall" className="text-ui-fg-error">
          {fault}
        </Text>
      )}
    </div>
  )
}
