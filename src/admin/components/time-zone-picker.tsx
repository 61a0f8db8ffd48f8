import { Combobox } from "@medusajs/dashboard/components"
import { forwardRef } from "react"
import type { PickerProps } from "./picker"

const options = Intl.supportedValuesOf("timeZone").map((zone) => ({
  value: zone,
  label: zone.replaceAll("_", " "),
}))

/** A time zone, found by typing a part of its name. */
export const TimeZonePicker = forwardRef<HTMLInputElement, PickerProps>(
  ({ value, ...field }, ref) => (
    <Combobox {...field} ref={ref} value={value ?? undefined} options={options} />
  )
)
TimeZonePicker.displayName = "TimeZonePicker"
