import { forwardRef } from "react"
import { Picker, type PickerProps } from "./picker"
import { itemSource } from "./sources"

/** Picks an inventory item by its title or SKU. */
export const ItemPicker = forwardRef<HTMLInputElement, PickerProps>((props, ref) => (
  <Picker {...props} ref={ref} source={itemSource} />
))
ItemPicker.displayName = "ItemPicker"
