import { Combobox } from "@medusajs/dashboard/components"
import { forwardRef, useMemo } from "react"
import { useStoreCurrencies } from "../hooks/api/stores"
import { useLocale } from "../hooks/use-format"
import type { PickerProps } from "./picker"

const codes = Intl.supportedValuesOf("currency")

/** A currency by its code or its name; those of the store come first. */
export const CurrencyPicker = forwardRef<HTMLInputElement, PickerProps>(
  ({ value, onChange, ...field }, ref) => {
    const locale = useLocale()
    const ofStore = useStoreCurrencies()
    const options = useMemo(() => {
      const names = new Intl.DisplayNames(locale, { type: "currency" })
      const first = ofStore.map((code) => code.toUpperCase())
      return [...new Set([...first, ...codes])].map((code) => ({
        value: code,
        label: `${code} – ${names.of(code)}`,
      }))
    }, [locale, ofStore])
    return (
      <Combobox
        {...field}
        ref={ref}
        value={value?.toUpperCase()}
        onChange={(code) => code && onChange(code)}
        options={options}
      />
    )
  }
)
CurrencyPicker.displayName = "CurrencyPicker"
