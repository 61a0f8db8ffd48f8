import { forwardRef } from "react"
import { sdk } from "../lib/sdk"
import { Picker, type PickerProps } from "./picker"

/** Picks an inventory item by its title or SKU. */
export const ItemPicker = forwardRef<HTMLInputElement, PickerProps>((props, ref) => (
  <Picker
    {...props}
    ref={ref}
    source={{
      resource: "inventory-items",
      read: async (query) => {
        const fields = "id,sku,title"
        const { inventory_items, count } = await sdk.admin.inventoryItem.list({ ...query, fields })
        return { rows: inventory_items, count }
      },
      toOption: ({ id, sku, title }) => ({
        value: id,
        label: [title, sku && `(${sku})`].filter(Boolean).join(" ") || id,
      }),
    }}
  />
))
ItemPicker.displayName = "ItemPicker"
