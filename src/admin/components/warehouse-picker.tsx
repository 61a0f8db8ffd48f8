import { forwardRef } from "react"
import { Picker, type PickerProps } from "./picker"
import { warehouseSource } from "./sources"

interface WarehousePickerProps extends PickerProps {
  direction?: "inbound" | "outbound"
  purpose?: "sale" | "hire"
}

export const WarehousePicker = forwardRef<HTMLInputElement, WarehousePickerProps>(
  ({ direction, purpose, ...props }, ref) => {
    const filter = direction || purpose ? { direction, purpose } : undefined
    return <Picker {...props} ref={ref} source={{ ...warehouseSource, filter }} />
  }
)
WarehousePicker.displayName = "WarehousePicker"
