import { DatePicker, I18nProvider } from "@medusajs/ui"
import { forwardRef, useMemo } from "react"
import { useLocale } from "../hooks/use-format"
import { dayOf, fromLocalDate } from "../lib/local-date"

interface DateFieldProps {
  onBlur?: () => void
  name?: string
  id?: string
  disabled?: boolean
  size?: "base" | "small"
  minValue?: Date
  maxValue?: Date
  "aria-label"?: string
  "aria-labelledby"?: string
  "aria-describedby"?: string
}

interface DayPickerProps extends DateFieldProps {
  /** "2026-03-31", or nothing. */
  value: string | null | undefined
  onChange: (day: string) => void
}

/** A calendar day, written and read as the reader's country does. */
export const DayPicker = forwardRef<HTMLDivElement, DayPickerProps>(
  ({ value, onChange, ...field }, ref) => {
    // The picker takes another object for another day.
    const date = useMemo(() => (value ? fromLocalDate(value) : null), [value])
    return (
      <MomentPicker
        {...field}
        ref={ref}
        value={date}
        onChange={(chosen) => onChange(chosen ? dayOf(chosen) : "")}
      />
    )
  }
)
DayPicker.displayName = "DayPicker"

interface MomentPickerProps extends DateFieldProps {
  value: Date | null
  onChange: (moment: Date | null) => void
  /** With a time of the day. */
  granularity?: "minute"
}

/** A moment; the host's picker knows the language, and not the country. */
export const MomentPicker = forwardRef<HTMLDivElement, MomentPickerProps>(
  ({ disabled, ...field }, ref) => (
    <I18nProvider locale={useLocale()}>
      <DatePicker {...field} ref={ref} isDisabled={disabled} modal />
    </I18nProvider>
  )
)
MomentPicker.displayName = "MomentPicker"
