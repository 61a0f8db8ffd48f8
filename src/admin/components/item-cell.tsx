import { Text } from "@medusajs/ui"
import { Link } from "react-router-dom"

interface ItemCellProps {
  id: string
  sku: string | null
  title: string
}

/** An inventory item by its title, with its SKU below, as a link to the host's page about it. */
export const ItemCell = ({ id, sku, title }: ItemCellProps) => (
  <Link to={`/inventory/${id}`} className="group block min-w-0 py-1">
    <Text size="small" weight="plus" className="group-hover:text-ui-fg-interactive truncate">
      {title}
    </Text>
    {sku && title && sku !== title && (
      <Text size="xsmall" className="text-ui-fg-subtle truncate">
        {sku}
      </Text>
    )}
  </Link>
)
