import { Input } from "@medusajs/ui"
import { forwardRef } from "react"
import { toDecimal } from "../lib/to-decimal"

interface DecimalInputProps {
  value: string | null | undefined
  onChange: (decimal: string) => void
  onBlur?: () => void
  name?: string
  id?: string
  disabled?: boolean
  "aria-label"?: string
}

/** A quantity or a cost as people type it, "1.234,50"; a decimal string as soon as they go on. */
export const DecimalInput = forwardRef<HTMLInputElement, DecimalInputProps>(
  ({ value, onChange, onBlur, ...field }, ref) => (
    <Input
      {...field}
      ref={ref}
      inputMode="decimal"
      autoComplete="off"
      value={value ?? ""}
      onChange={({ target }) => onChange(target.value)}
      onBlur={({ target }) => {
        onChange(toDecimal(target.value))
        onBlur?.()
      }}
    />
  )
)
DecimalInput.displayName = "DecimalInput"
