import { Text } from "@medusajs/ui"
import { useFormat } from "../hooks/use-format"
import { useWords } from "../hooks/use-words"
import { toCount } from "../lib/to-count"

interface Total {
  direction?: string
  currency_code: string
  quantity?: string
  /** Of goods, or what is to be invoiced. */
  value: string
}

interface ListTotalsProps {
  /** Of each direction and currency, which are never added up. */
  totals: readonly Total[] | null | undefined
  hint?: string
}

/** Below a list: what the rows of all of its pages come to. */
export const ListTotals = ({ totals, hint }: ListTotalsProps) => {
  const { t } = useWords()
  const format = useFormat()
  if (!totals || totals.length === 0) return null
  const isOfBothDirections = new Set(totals.map(({ direction }) => direction)).size > 1
  return (
    <div className="flex flex-wrap items-baseline gap-x-8 gap-y-1 border-t px-6 py-3">
      <dl aria-label={t("totals.title")} className="contents">
        {totals.map(({ direction = "", currency_code: currency, quantity, value }) => (
          <div key={`${direction} ${currency}`} className="flex flex-wrap items-baseline gap-x-2">
            <dt className="txt-compact-small text-ui-fg-subtle">
              {isOfBothDirections ? t(`terms.direction.${direction}`) : t("totals.title")}
            </dt>
            <dd className="txt-compact-small-plus tabular-nums">
              {quantity === undefined
                ? format.amount(value, currency)
                : t("overview.total", {
                    ...toCount(quantity),
                    pieces: format.quantity(quantity),
                    value: format.amount(value, currency),
                  })}
            </dd>
          </div>
        ))}
      </dl>
      {hint && (
        <Text size="xsmall" className="text-ui-fg-subtle">
          {hint}
        </Text>
      )}
    </div>
  )
}
