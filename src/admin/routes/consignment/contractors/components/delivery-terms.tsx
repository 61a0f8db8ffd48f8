import { Switch } from "@medusajs/ui"
import type { UseFormReturn } from "react-hook-form"
import { transportPayers, type CreateAgreementBody } from "../../../../../http-contract/agreement"
import { Choice } from "../../../../components/choice"
import { Field } from "../../../../components/field"
import { useWords } from "../../../../hooks/use-words"

interface DeliveryTermsProps {
  form: UseFormReturn<CreateAgreementBody, unknown, CreateAgreementBody>
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
    </>
  )
}
