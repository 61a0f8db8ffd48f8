import { vatCategories } from "../../../../../http-contract/agreement"
import { Choice } from "../../../../components/choice"
import { DecimalInput } from "../../../../components/decimal-input"
import { Field } from "../../../../components/field"
import { useWords } from "../../../../hooks/use-words"
import type { TermsForm } from "../lib/terms-form"

interface VatTermsProps {
  form: TermsForm
}

/** VAT on invoices under the agreement. */
export const VatTerms = ({ form }: VatTermsProps) => {
  const { t } = useWords()
  return (
    <>
      <Field
        form={form}
        name="vat_rate"
        label={t("agreements.vat_rate")}
        hint={t("agreements.vat_rate_hint")}
        isOptional
      >
        {(field) => <DecimalInput {...field} />}
      </Field>
      <Field
        form={form}
        name="vat_category"
        label={t("agreements.vat_category")}
        hint={t("agreements.vat_category_hint")}
        isOptional
      >
        {(field) => (
          <Choice
            {...field}
            options={vatCategories.map((value) => ({
              value,
              label: t(`terms.vat_category.${value}`),
            }))}
          />
        )}
      </Field>
    </>
  )
}
