import { returnFeeBases } from "../../../../../http-contract/agreement"
import { Choice } from "../../../../components/choice"
import { DecimalInput } from "../../../../components/decimal-input"
import { Field } from "../../../../components/field"
import { useWords } from "../../../../hooks/use-words"
import type { TermsForm } from "../lib/terms-form"

interface ReturnFeeTermsProps {
  form: TermsForm
}

const bases = ["none", ...returnFeeBases] as const

/** The supplier's fee for unsold goods that go back. */
export const ReturnFeeTerms = ({ form }: ReturnFeeTermsProps) => {
  const { t } = useWords()
  const chosen = form.watch("return_fee")
  return (
    <>
      <Field
        form={form}
        name="return_fee"
        label={t("agreements.return_fee")}
        hint={t("agreements.return_fee_hint")}
      >
        {({ value: fee, onChange, ...field }) => (
          <Choice
            {...field}
            value={fee?.basis ?? "none"}
            onChange={(basis) => onChange(basis === "none" ? null : { basis, value: "" })}
            options={bases.map((value) => ({ value, label: t(`terms.return_fee.${value}`) }))}
          />
        )}
      </Field>
      {chosen && (
        <Field
          form={form}
          name="return_fee.value"
          label={t(`agreements.return_fee_value.${chosen.basis}`)}
        >
          {(field) => <DecimalInput {...field} />}
        </Field>
      )}
    </>
  )
}
