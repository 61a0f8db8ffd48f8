import { SectionRow } from "@medusajs/dashboard/components"
import type { Settlement } from "../../../../../http-contract/settlement"
import { Amount } from "../../../../components/amount"
import { Instant } from "../../../../components/instant"
import { useWords } from "../../../../hooks/use-words"

/** Which period, and what is due for it. */
export const SettlementTotals = ({ settlement }: { settlement: Settlement }) => {
  const { t } = useWords()
  const { period_from: from, cut_off: to, currency_code: currencyCode } = settlement
  return (
    <>
      <SectionRow
        title={t("settlements.period")}
        value={
          <span>
            {from ? <Instant value={from} /> : t("settlements.from_the_start")} –{" "}
            <Instant value={to} />
          </span>
        }
      />
      <SectionRow
        title={t("settlements.net_value")}
        value={
          <Amount className="text-left" value={settlement.net_value} currencyCode={currencyCode} />
        }
      />
      <SectionRow
        title={t("settlements.amount")}
        value={
          <Amount
            className="txt-compact-small-plus text-ui-fg-base text-left"
            value={settlement.amount}
            currencyCode={currencyCode}
          />
        }
      />
    </>
  )
}
