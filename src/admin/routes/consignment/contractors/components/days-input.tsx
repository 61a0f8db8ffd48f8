import { Input } from "@medusajs/ui"
import { forwardRef } from "react"

interface DaysInputProps {
  value: number | null | undefined
  onChange: (days: number | null) => void
  id?: string
  "aria-label"?: string
}

/** A number of days; emptied, there is none. */
export const DaysInput = forwardRef<HTMLInputElement, DaysInputProps>(
  ({ value, onChange, ...field }, ref) => (
    <Input
      {...field}
      ref={ref}
      type="number"
      min={0}
      value={value ?? ""}
      onChange={({ target }) => onChange(target.value ? target.valueAsNumber : null)}
    />
  )
)
DaysInput.displayName = "DaysInput"
