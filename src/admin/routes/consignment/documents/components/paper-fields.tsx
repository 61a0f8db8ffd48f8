import { DatePicker, Input } from "@medusajs/ui"
import type { UseFormReturn } from "react-hook-form"
import { Field } from "../../../../components/field"
import { useWords } from "../../../../hooks/use-words"
import type { PaperValues } from "../lib/document-values"

interface PaperFieldsProps<Values extends PaperValues> {
  form: UseFormReturn<Values, unknown, Values>
}

/** Fields every document has: date, reference and note. */
export const PaperFields = <Values extends PaperValues>({ form }: PaperFieldsProps<Values>) => {
  const { t } = useWords()
  const paper = form as unknown as UseFormReturn<PaperValues, unknown, PaperValues>
  return (
    <>
      <Field
        form={paper}
        name="effective_at"
        label={t("documents.fields.effective_at")}
        hint={t("documents.fields.effective_at_hint")}
        isOptional
      >
        {(field) => <DatePicker {...field} maxValue={new Date()} granularity="minute" modal />}
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
