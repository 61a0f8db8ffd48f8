import { Label } from "@medusajs/ui"
import { useId, type ReactNode } from "react"
import { useSearchParams } from "react-router-dom"
import type { Agreement } from "../../../../../http-contract/agreement"
import type { Settlement } from "../../../../../http-contract/settlement"
import { Choice } from "../../../../components/choice"
import { ContractorPicker } from "../../../../components/contractor-picker"
import { DayPicker } from "../../../../components/day-picker"
import { Explained } from "../../../../components/explained"
import { Section } from "../../../../components/section"
import { useWords } from "../../../../hooks/use-words"
import { SettlementTotals } from "./settlement-totals"

interface PreviewChoiceProps {
  settlement: Settlement | undefined
  /** Undefined until there is a choice. */
  direction: Agreement["direction"] | undefined
  agreements: Agreement[]
  action: ReactNode
}

/** Choice of contractor, direction, currency and cut-off day. */
export const PreviewChoice = ({
  settlement,
  direction,
  agreements,
  action,
}: PreviewChoiceProps) => {
  const { t } = useWords()
  const [search, setSearch] = useSearchParams()
  const [contractorLabel, directionLabel, currencyLabel, cutOffLabel] = [
    useId(),
    useId(),
    useId(),
    useId(),
  ]
  const contractorId = search.get("contractor_id") ?? ""
  const cutOff = search.get("cut_off")
  const directions = unique(agreements.map((agreement) => agreement.direction))
  const currencies = unique(
    agreements.flatMap((agreement) =>
      agreement.direction === direction ? agreement.currency_code : []
    )
  )

  const choose = (name: string, value: string | undefined): void =>
    setSearch((before) => {
      if (name === "contractor_id") before.delete("direction")
      if (name === "contractor_id" || name === "direction") before.delete("currency_code")
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
        {directions.length > 1 && (
          <div className="flex flex-col gap-y-2">
            <Label size="small" weight="plus" htmlFor={directionLabel}>
              {t("fields.direction")}
            </Label>
            <Choice
              id={directionLabel}
              value={direction}
              onChange={(value) => choose("direction", value)}
              options={directions.map((value) => ({ value, label: t(`terms.direction.${value}`) }))}
            />
          </div>
        )}
        {currencies.length > 1 && (
          <div className="flex flex-col gap-y-2">
            <Label size="small" weight="plus" htmlFor={currencyLabel}>
              {t("fields.currency")}
            </Label>
            <Choice
              id={currencyLabel}
              value={search.get("currency_code")}
              placeholder={t("documents.required")}
              onChange={(value) => choose("currency_code", value)}
              options={currencies.map((value) => ({ value, label: value }))}
            />
          </div>
        )}
        <div className="flex flex-col gap-y-2">
          <div className="flex items-center gap-x-1">
            <Label size="small" weight="plus" id={cutOffLabel}>
              {t("settlements.cut_off")}
            </Label>
            <Explained term="cut_off" />
          </div>
          <DayPicker
            aria-labelledby={cutOffLabel}
            value={cutOff}
            maxValue={new Date()}
            onChange={(day) => choose("cut_off", day || undefined)}
          />
        </div>
      </div>
      {settlement && <SettlementTotals settlement={settlement} />}
    </Section>
  )
}

const unique = <Value extends string>(values: Value[]): Value[] => [...new Set(values)].sort()
