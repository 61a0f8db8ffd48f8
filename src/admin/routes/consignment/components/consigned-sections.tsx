import { Heading, Text } from "@medusajs/ui"
import { Decimal } from "decimal.js"
import { Link } from "react-router-dom"
import type {
  ConsignedByAge,
  ConsignedByContractor,
  Overview,
} from "../../../../http-contract/overview"
import { Amount } from "../../../components/amount"
import { BarChart } from "../../../components/bar-chart"
import { Section } from "../../../components/section"
import { useFormat } from "../../../hooks/use-format"
import { useContractorNames } from "../../../hooks/use-names"
import { useWords } from "../../../hooks/use-words"
import { toCount } from "../../../lib/to-count"

interface Account {
  direction: string
  currency_code: string
}

const isOf =
  (account: Account) =>
  (row: Account): boolean =>
    row.direction === account.direction && row.currency_code === account.currency_code

/** Consigned stock, one section per direction and currency: these are never added up. */
export const ConsignedSections = ({ overview }: { overview: Overview }) => {
  const accounts = overview.by_contractor.filter(
    (row, index, rows) => rows.findIndex(isOf(row)) === index
  )
  return (
    <div className="flex flex-col gap-y-3">
      {accounts.map((account) => (
        <ConsignedSection
          key={`${account.direction} ${account.currency_code}`}
          account={account}
          byContractor={overview.by_contractor.filter(isOf(account))}
          byAge={overview.by_age.filter(isOf(account))}
        />
      ))}
    </div>
  )
}

interface ConsignedSectionProps {
  account: Account
  byContractor: ConsignedByContractor[]
  byAge: ConsignedByAge[]
}

const ConsignedSection = ({ account, byContractor, byAge }: ConsignedSectionProps) => {
  const { t } = useWords()
  const format = useFormat()
  const total = Decimal.sum(...byContractor.map((row) => row.value)).toFixed()
  const pieces = Decimal.sum(...byContractor.map((row) => row.quantity)).toFixed()
  const inCurrency = (value: string) => format.amount(value, account.currency_code)
  return (
    <Section
      heading={t(`overview.consigned.${account.direction}`)}
      subHeading={t("overview.total", {
        ...toCount(pieces),
        pieces: format.quantity(pieces),
        value: inCurrency(total),
      })}
    >
      <div className="grid grid-cols-1 gap-x-10 gap-y-6 px-6 py-4 lg:grid-cols-2">
        <div className="flex flex-col gap-y-3">
          <Heading level="h3">{t("overview.by_contractor")}</Heading>
          <Contractors rows={byContractor} currencyCode={account.currency_code} />
        </div>
        <div className="flex flex-col gap-y-3">
          <Heading level="h3">{t("overview.by_age")}</Heading>
          <BarChart
            label={t("overview.by_age")}
            categories={byAge.map(({ from_days, to_days }) =>
              to_days === null
                ? t("overview.older", { from: from_days })
                : t("overview.days", { from: from_days, to: to_days })
            )}
            series={[{ name: t("fields.value"), values: byAge.map((row) => row.value) }]}
            format={inCurrency}
          />
        </div>
      </div>
    </Section>
  )
}

interface ContractorsProps {
  rows: ConsignedByContractor[]
  currencyCode: string
}

const Contractors = ({ rows, currencyCode }: ContractorsProps) => {
  const { t } = useWords()
  const format = useFormat()
  const nameOf = useContractorNames(rows.map((row) => row.contractor_id))
  const called = rows.map((row) =>
    row.contractor_id ? nameOf(row.contractor_id) : t("overview.others")
  )
  return (
    <>
      <BarChart
        isHorizontal
        label={t("overview.by_contractor")}
        categories={called}
        series={[{ name: t("fields.value"), values: rows.map((row) => row.value) }]}
        format={(value) => format.amount(value, currencyCode)}
      />
      <ul className="flex flex-col">
        {rows.map((row, index) => (
          <li
            key={row.contractor_id ?? "others"}
            className="grid grid-cols-[1fr_auto_7rem] items-center gap-x-4 py-1"
          >
            <Text size="small" className="truncate">
              {row.contractor_id ? (
                <Link
                  className="text-ui-fg-interactive"
                  to={`/consignment/contractors/${row.contractor_id}`}
                >
                  {called[index]}
                </Link>
              ) : (
                called[index]
              )}
            </Text>
            <Amount value={row.quantity} className="txt-small text-ui-fg-subtle" />
            <Amount value={row.value} currencyCode={currencyCode} className="txt-small" />
          </li>
        ))}
      </ul>
    </>
  )
}
