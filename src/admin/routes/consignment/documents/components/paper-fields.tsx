import { Input } from "@medusajs/ui"
import type { UseFormReturn } from "react-hook-form"
import { MomentPicker } from "../../../../components/day-picker"
import { Field } from "../../../../components/field"
import { useWords } from "../../../../hooks/use-words"
import { partOfForm } from "../../../../lib/part-of-form"
import type { PaperValues } from "../lib/document-values"

interface PaperFieldsProps<Values extends PaperValues> {
  form: UseFormReturn<Values, unknown, Values>
}

/** Fields every document has: date, reference and note. */
export const PaperFields = <Values extends PaperValues>({ form }: PaperFieldsProps<Values>) => {
  const { t } = useWords()
  const paper = partOfForm<PaperValues, Values>(form)
  return (
    <>
      <Field
        form={paper}
        name="effective_at"
        label={t("documents.fields.effective_at")}
        hint={t("documents.fields.effective_at_hint")}
        isOptional
      >
        {(field) => <MomentPicker {...field} maxValue={new Date()} granularity="minute" />}
      </Field>
      <Field form={paper} name="reference" label={t("fields.reference")} isOptional>
        {(field) => <Input {...field} />}
      </Field>
      <Field form={paper} name="note" label={t("fields.note")} isOptional>
        {(field) => <Input {...field} />}
      </Field>
    </>
  )
}
