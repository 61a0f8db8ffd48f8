import { Select } from "@medusajs/ui"
import { forwardRef } from "react"

interface ChoiceProps<Value extends string> {
  value?: Value | null
  onChange: (value: Value) => void
  options: readonly { value: Value; label: string }[]
  placeholder?: string
  disabled?: boolean
  id?: string
  "aria-label"?: string
}

const ChoiceOf = <Value extends string>(
  { value, onChange, options, placeholder, disabled, ...trigger }: ChoiceProps<Value>,
  ref: React.ForwardedRef<HTMLButtonElement>
) => (
  <Select value={value ?? ""} onValueChange={onChange} disabled={disabled}>
    <Select.Trigger {...trigger} ref={ref}>
      <Select.Value placeholder={placeholder} />
    </Select.Trigger>
    <Select.Content>
      {options.map((option) => (
        <Select.Item key={option.value} value={option.value}>
          {option.label}
        </Select.Item>
      ))}
    </Select.Content>
  </Select>
)

/** One of a few values. */
export const Choice = forwardRef(ChoiceOf) as <Value extends string>(
  props: ChoiceProps<Value> & React.RefAttributes<HTMLButtonElement>
) => ReturnType<typeof ChoiceOf>
