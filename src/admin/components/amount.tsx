import { clx } from "@medusajs/ui"
import { useFormat } from "../hooks/use-format"

interface AmountProps {
  value: string | null | undefined
  /** Without one the value is a quantity. */
  currencyCode?: string | null
  /** The cost of one piece may have more places than the currency. */
  isUnitCost?: boolean
  className?: string
}

/** A quantity or an amount of money, right-aligned, digits below digits. */
export const Amount = ({ value, currencyCode, isUnitCost, className }: AmountProps) => {
  const format = useFormat()
  const text = (): string => {
    if (value === null || value === undefined) return "–"
    if (isUnitCost) return format.unitCost(value, currencyCode)
    return currencyCode ? format.amount(value, currencyCode) : format.quantity(value)
  }
  return (
    <span className={clx("block whitespace-nowrap text-right tabular-nums", className)}>
      {text()}
    </span>
  )
}
