import { DatePicker, Label, Select } from "@medusajs/ui"
import { useId, type ReactNode } from "react"
import { useSearchParams } from "react-router-dom"
import type { Settlement } from "../../../../../http-contract/settlement"
import { ContractorPicker } from "../../../../components/contractor-picker"
import { Section } from "../../../../components/section"
import { useAgreements } from "../../../../hooks/api/agreements"
import { useWords } from "../../../../hooks/use-words"
import { fromLocalDate, localDateOf } from "../../../../lib/local-date"
import { SettlementTotals } from "./settlement-totals"

interface PreviewChoiceProps {
  settlement: Settlement | undefined
  action: ReactNode
}

/** Whose account is settled, in which currency, up to which day. */
export const PreviewChoice = ({ settlement, action }: PreviewChoiceProps) => {
  const { t } = useWords()
  const [search, setSearch] = useSearchParams()
  const [contractorLabel, currencyLabel, cutOffLabel] = [useId(), useId(), useId()]
  const contractorId = search.get("contractor_id") ?? ""
  const cutOff = search.get("cut_off")
  const currencies = useCurrencies(contractorId)

  const choose = (name: string, value: string | undefined): void =>
    setSearch((before) => {
      if (name === "contractor_id") before.delete("currency_code")
      if (value) before.set(name, value)
      else before.delete(name)
      return before
    })
  return (
    <Section
      heading={t("settlements.preview")}
      headingLevel="h1"
      subHeading={t("settlements.preview_hint")}
      actions={action}
    >
      <div className="grid grid-cols-1 gap-4 px-6 py-4 md:grid-cols-3">
        <div className="flex flex-col gap-y-2">
          <Label size="small" weight="plus" htmlFor={contractorLabel}>
            {t("fields.contractor")}
          </Label>
          <ContractorPicker
            id={contractorLabel}
            aria-label={t("fields.contractor")}
            value={contractorId}
            onChange={(id) => choose("contractor_id", id)}
          />
        </div>
        {currencies.length > 1 && (
          <div className="flex flex-col gap-y-2">
            <Label size="small" weight="plus" htmlFor={currencyLabel}>
              {t("fields.currency")}
            </Label>
            <Select
              value={search.get("currency_code") ?? ""}
              onValueChange={(currency) => choose("currency_code", currency)}
            >
              <Select.Trigger id={currencyLabel}>
                <Select.Value placeholder={t("documents.required")} />
              </Select.Trigger>
              <Select.Content>
                {currencies.map((currency) => (
                  <Select.Item key={currency} value={currency}>
                    {currency}
                  </Select.Item>
                ))}
              </Select.Content>
            </Select>
          </div>
        )}
        <div className="flex flex-col gap-y-2">
          <Label size="small" weight="plus" id={cutOffLabel}>
            {t("settlements.cut_off")}
          </Label>
          <DatePicker
            aria-labelledby={cutOffLabel}
            value={cutOff ? fromLocalDate(cutOff) : null}
            maxValue={new Date()}
            onChange={(date) =>
              choose("cut_off", date ? localDateOf(date.toISOString()) : undefined)
            }
          />
        </div>
      </div>
      {settlement && <SettlementTotals settlement={settlement} />}
    </Section>
  )
}

/** Of the contractor's agreements; one alone need not be chosen. */
const useCurrencies = (contractorId: string): string[] => {
  const query = { contractor_id: contractorId, direction: "inbound", limit: 100 }
  const { agreements = [] } = useAgreements(query, { enabled: contractorId !== "" })
  return [...new Set(agreements.map((agreement) => agreement.currency_code))].sort()
}
