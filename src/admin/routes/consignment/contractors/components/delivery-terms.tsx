import { Switch } from "@medusajs/ui"
import { transportPayers } from "../../../../../http-contract/agreement"
import { Choice } from "../../../../components/choice"
import { Field } from "../../../../components/field"
import { useWords } from "../../../../hooks/use-words"
import type { TermsForm } from "../lib/terms-form"

interface DeliveryTermsProps {
  form: TermsForm
}

/** Agreement terms that are printed on consignment notes. */
export const DeliveryTerms = ({ form }: DeliveryTermsProps) => {
  const { t } = useWords()
  return (
    <>
      <Field
        form={form}
        name="transport_paid_by"
        label={t("agreements.transport")}
        hint={t("agreements.transport_hint")}
        isOptional
      >
        {(field) => (
          <Choice
            {...field}
            options={transportPayers.map((value) => ({
              value,
              label: t(`terms.transport.${value}`),
            }))}
          />
        )}
      </Field>
      <Field
        form={form}
        name="prices_on_notes"
        label={t("agreements.prices_on_notes")}
        hint={t("agreements.prices_on_notes_hint")}
      >
        {({ value, onChange, ...field }) => (
          <Switch {...field} checked={value ?? true} onCheckedChange={onChange} />
        )}
      </Field>
      <Field
        form={form}
        name="allow_hire"
        label={t("agreements.allow_hire")}
        hint={t("agreements.allow_hire_hint")}
      >
        {({ value, onChange, ...field }) => (
          <Switch {...field} checked={value ?? false} onCheckedChange={onChange} />
        )}
      </Field>
    </>
  )
}
