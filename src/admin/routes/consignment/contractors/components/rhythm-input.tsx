import { Input } from "@medusajs/ui"
import { forwardRef } from "react"
import type { CreateAgreementBody } from "../../../../../http-contract/agreement"
import { Choice } from "../../../../components/choice"
import { useWords } from "../../../../hooks/use-words"

type Rhythm = CreateAgreementBody["settlement_every"]

interface RhythmInputProps {
  value: Rhythm
  onChange: (rhythm: Rhythm) => void
  id?: string
}

/** How often a settlement falls due: "every 2 weeks"; without a number there is no rhythm. */
export const RhythmInput = forwardRef<HTMLInputElement, RhythmInputProps>(
  ({ value, onChange, ...field }, ref) => {
    const { t } = useWords()
    const unit = value?.unit ?? "month"
    return (
      <div className="grid grid-cols-2 gap-4">
        <Input
          {...field}
          ref={ref}
          type="number"
          min={1}
          value={value?.count ?? ""}
          onChange={({ target }) =>
            onChange(target.value ? { unit, count: target.valueAsNumber } : null)
          }
        />
        <Choice
          aria-label={t("agreements.rhythm_unit")}
          value={unit}
          onChange={(chosen) => onChange({ unit: chosen, count: value?.count ?? 1 })}
          options={[
            { value: "day", label: t("terms.unit.day") },
            { value: "week", label: t("terms.unit.week") },
            { value: "month", label: t("terms.unit.month") },
          ]}
        />
      </div>
    )
  }
)
RhythmInput.displayName = "RhythmInput"
