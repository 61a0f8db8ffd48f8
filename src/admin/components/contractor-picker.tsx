import { forwardRef } from "react"
import { Picker, type PickerProps } from "./picker"
import { contractorSource } from "./sources"

export const ContractorPicker = forwardRef<HTMLInputElement, PickerProps>((props, ref) => (
  <Picker {...props} ref={ref} source={contractorSource} />
))
ContractorPicker.displayName = "ContractorPicker"
