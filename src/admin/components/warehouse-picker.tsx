import { forwardRef } from "react"
import type { WarehouseList } from "../hooks/api/warehouses"
import { request } from "../lib/request"
import { Picker, type PickerProps } from "./picker"

interface WarehousePickerProps extends PickerProps {
  direction?: "inbound" | "outbound"
}

export const WarehousePicker = forwardRef<HTMLInputElement, WarehousePickerProps>(
  ({ direction, ...props }, ref) => (
    <Picker
      {...props}
      ref={ref}
      source={{
        resource: "warehouses",
        filter: direction ? { direction } : undefined,
        read: async (query) => {
          const { warehouses, count } = await request<WarehouseList>("warehouses", {
            query: { ...query, order: "name" },
          })
          return { rows: warehouses, count }
        },
        toOption: ({ id, name }) => ({ value: id, label: name }),
      }}
    />
  )
)
WarehousePicker.displayName = "WarehousePicker"
