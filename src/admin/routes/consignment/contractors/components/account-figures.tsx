import { Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Account } from "../../../../../http-contract/account"
import { Instant } from "../../../../components/instant"
import { useFormat } from "../../../../hooks/use-format"
import { useWords } from "../../../../hooks/use-words"
import { toCount } from "../../../../lib/to-count"

/** Whether there is an amount: "0.00" is none. */
export const isNothing = (decimal: string): boolean => /^-?0(\.0+)?$/.test(decimal)

/** "1 unit", "12 units". */
export const Units = ({ quantity }: { quantity: string }) => {
  const { t } = useWords()
  const format = useFormat()
  return t("accounts.units", { ...toCount(quantity), quantity: format.quantity(quantity) })
}

/** Units and their value. */
export const StockFigure = ({ account }: { account: Account }) => {
  const format = useFormat()
  return (
    <span className="whitespace-nowrap tabular-nums">
      <Units quantity={account.stock_quantity} />
      {" · "}
      {format.amount(account.stock_value, account.currency_code)}
    </span>
  )
}

/** Open on invoices, and for how long the oldest of them is overdue. */
export const OwedFigure = ({ account }: { account: Account }) => {
  const { t } = useWords()
  const format = useFormat()
  const { open_amount: open, currency_code: currency, days_overdue: days } = account
  return (
    <span className="whitespace-nowrap tabular-nums">
      {format.amount(open, currency)}
      {days > 0 && (
        <Text as="span" size="small" className="text-ui-fg-error">
          {" · "}
          {t("accounts.days_overdue", { count: days })}
        </Text>
      )}
    </span>
  )
}

/** Its number and cut-off. */
export const LastSettlement = ({ account }: { account: Account }) => {
  const { last_settlement: last } = account
  if (!last) return <span>–</span>
  return (
    <span className="whitespace-nowrap">
      <Link
        to={`/consignment/settlements/${last.id}`}
        className="text-ui-fg-interactive underline"
        onClick={(event) => event.stopPropagation()}
      >
        {last.number}
      </Link>
      {" · "}
      <Instant value={last.cut_off} />
    </span>
  )
}
