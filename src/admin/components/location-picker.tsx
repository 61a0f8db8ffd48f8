import { forwardRef } from "react"
import { Picker, type PickerProps } from "./picker"
import { locationSource } from "./sources"

/** Picks a stock location of the host. */
export const LocationPicker = forwardRef<HTMLInputElement, PickerProps>((props, ref) => (
  <Picker {...props} ref={ref} source={locationSource} />
))
LocationPicker.displayName = "LocationPicker"
