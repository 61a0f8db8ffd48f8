import { Trash } from "@medusajs/icons"
import { Button, IconButton, Text } from "@medusajs/ui"
import { forwardRef } from "react"
import type { CreateMarkdownBody } from "../../../../../../http-contract/markdown"
import { DecimalInput } from "../../../../../components/decimal-input"
import { useWords } from "../../../../../hooks/use-words"
import { DaysInput } from "../../components/days-input"

type Step = CreateMarkdownBody["steps"][number]

/** A step that may be incomplete; the form is checked when it is sent. */
type Draft = Omit<Step, "after_days"> & Partial<Step>

interface MarkdownStepsInputProps {
  value: Draft[]
  onChange: (steps: Draft[]) => void
  id?: string
}

const columns = "grid grid-cols-[1fr_1fr_2rem] items-center gap-2"

/** One row for each step: after how many days, and how much less. */
export const MarkdownStepsInput = forwardRef<HTMLDivElement, MarkdownStepsInputProps>(
  ({ value: steps, onChange, id }, ref) => {
    const { t } = useWords()
    const change = (index: number, changed: Partial<Draft>) =>
      onChange(steps.map((step, at) => (at === index ? { ...step, ...changed } : step)))
    return (
      <div ref={ref} id={id} className="flex flex-col gap-y-2">
        <div className={columns}>
          <Text size="xsmall" className="text-ui-fg-subtle">
            {t("markdowns.after_days")}
          </Text>
          <Text size="xsmall" className="text-ui-fg-subtle">
            {t("markdowns.percent")}
          </Text>
        </div>
        {steps.map((step, index) => (
          <div key={index} className={columns}>
            <DaysInput
              aria-label={t("markdowns.after_days_of", { number: index + 1 })}
              value={step.after_days}
              onChange={(days) => change(index, { after_days: days ?? undefined })}
            />
            <DecimalInput
              aria-label={t("markdowns.percent_of", { number: index + 1 })}
              value={step.percent}
              onChange={(percent) => change(index, { percent })}
            />
            <IconButton
              type="button"
              size="small"
              variant="transparent"
              aria-label={t("markdowns.remove_step", { number: index + 1 })}
              onClick={() => onChange(steps.filter((_, at) => at !== index))}
            >
              <Trash />
            </IconButton>
          </div>
        ))}
        <Button
          type="button"
          size="small"
          variant="secondary"
          className="w-fit"
          onClick={() => onChange([...steps, newStep])}
        >
          {t("markdowns.add_step")}
        </Button>
      </div>
    )
  }
)
MarkdownStepsInput.displayName = "MarkdownStepsInput"

const newStep: Draft = { percent: "" }
