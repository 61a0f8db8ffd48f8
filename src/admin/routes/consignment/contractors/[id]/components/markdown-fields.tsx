import type { UseFormReturn } from "react-hook-form"
import type { CreateMarkdownBody } from "../../../../../../http-contract/markdown"
import { Field } from "../../../../../components/field"
import { useWords } from "../../../../../hooks/use-words"
import { DaysInput } from "../../components/days-input"
import { MarkdownStepsInput } from "./markdown-steps-input"

export type MarkdownForm = UseFormReturn<CreateMarkdownBody, unknown, CreateMarkdownBody>

/** The steps of a schedule, and when unsold goods go back. */
export const MarkdownFields = ({ form }: { form: MarkdownForm }) => {
  const { t } = useWords()
  return (
    <>
      <Field form={form} name="steps" label={t("markdowns.steps")} hint={t("markdowns.steps_hint")}>
        {(field) => <MarkdownStepsInput {...field} />}
      </Field>
      <Field
        form={form}
        name="take_back_after_days"
        label={t("markdowns.take_back_after")}
        hint={t("markdowns.take_back_hint")}
        isOptional
      >
        {(field) => <DaysInput {...field} />}
      </Field>
    </>
  )
}
