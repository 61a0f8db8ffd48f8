import { forwardRef } from "react"
import { sdk } from "../lib/sdk"
import { Picker, type PickerProps } from "./picker"

/** Picks a stock location of the host. */
export const LocationPicker = forwardRef<HTMLInputElement, PickerProps>((props, ref) => (
  <Picker
    {...props}
    ref={ref}
    source={{
      resource: "stock-locations",
      read: async (query) => {
        const fields = "id,name"
        const { stock_locations, count } = await sdk.admin.stockLocation.list({ ...query, fields })
        return { rows: stock_locations, count }
      },
      toOption: ({ id, name }) => ({ value: id, label: name }),
    }}
  />
))
LocationPicker.displayName = "LocationPicker"
