import { SectionRow } from "@medusajs/dashboard/components"
import { Badge, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Account } from "../../../../../../http-contract/account"
import { Problem } from "../../../../../components/problem"
import { Section } from "../../../../../components/section"
import { useAccounts } from "../../../../../hooks/api/accounts"
import { useFormat } from "../../../../../hooks/use-format"
import { useWords } from "../../../../../hooks/use-words"
import {
  isNothing,
  LastSettlement,
  OwedFigure,
  StockFigure,
  Units,
} from "../../components/account-figures"

/** The partner's goods, the amounts owed and due, and the last settlement. */
export const AccountSection = ({ contractorId }: { contractorId: string }) => {
  const { t } = useWords()
  const { accounts, error, refetch, mayRead } = useAccounts([contractorId])
  if (!mayRead) return null
  return (
    <Section heading={t("accounts.title")} subHeading={t("accounts.hint")}>
      {error && !accounts && <Problem error={error} onRetry={() => void refetch()} />}
      {accounts?.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t("accounts.empty")}
        </Text>
      )}
      {accounts?.map((account) => (
        <AccountRows key={`${account.direction} ${account.currency_code}`} account={account} />
      ))}
    </Section>
  )
}

const AccountRows = ({ account }: { account: Account }) => {
  const { t } = useWords()
  const format = useFormat()
  const { contractor_id: id, direction, currency_code: currency } = account
  const party = new URLSearchParams({ contractor_id: JSON.stringify([id]) }).toString()
  return (
    <>
      <div className="flex items-center gap-x-2 px-6 py-3">
        <Text size="small" weight="plus">
          {t(`terms.direction.${direction}`)}
        </Text>
        <Badge size="2xsmall">{currency}</Badge>
      </div>
      <SectionRow title={t("accounts.stock")} value={<StockFigure account={account} />} />
      <SectionRow
        title={t("accounts.unsettled")}
        value={
          <span className="tabular-nums">
            <Units quantity={account.unsettled_quantity} />
            {" · "}
            {format.amount(account.unsettled_value, currency)}
          </span>
        }
      />
      <SectionRow
        title={t("accounts.to_invoice")}
        value={format.amount(account.to_invoice_amount, currency)}
      />
      <SectionRow
        title={t("accounts.owed")}
        value={
          <span className="flex flex-wrap gap-x-3">
            <OwedFigure account={account} />
            {!isNothing(account.open_amount) && (
              <Link
                to={`/consignment/invoices?${party}`}
                className="text-ui-fg-interactive hover:underline"
              >
                {t("accounts.show_invoices")}
              </Link>
            )}
          </span>
        }
      />
      <SectionRow
        title={t("accounts.due")}
        value={format.amount(account.overdue_amount, currency)}
      />
      <SectionRow
        title={t("accounts.last_settlement")}
        value={<LastSettlement account={account} />}
      />
    </>
  )
}
