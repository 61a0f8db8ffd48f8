import { Switch } from "@medusajs/ui"
import type { CreateAgreementBody } from "../../../../../http-contract/agreement"
import { Choice } from "../../../../components/choice"
import { Field } from "../../../../components/field"
import { useWords } from "../../../../hooks/use-words"
import type { TermsForm } from "../lib/terms-form"
import { DaysInput } from "./days-input"
import { DeliveryTerms } from "./delivery-terms"
import { PriceTerms } from "./price-terms"
import { ReturnFeeTerms } from "./return-fee-terms"
import { RhythmInput } from "./rhythm-input"
import { VatTerms } from "./vat-terms"

interface AgreementTermsProps {
  form: TermsForm
  direction: CreateAgreementBody["direction"]
}

/** When is settled, until when unsold goods go back, and who bears what is missing. */
export const AgreementTerms = ({ form, direction }: AgreementTermsProps) => {
  const { t } = useWords()
  return (
    <>
      <Field
        form={form}
        name="settlement_every"
        label={t("agreements.rhythm")}
        hint={t("agreements.rhythm_hint")}
        isOptional
      >
        {(field) => <RhythmInput {...field} />}
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field
          form={form}
          name="return_within_days"
          explains="return_term"
          label={t("agreements.return_within_days")}
          hint={t(`agreements.return_hint.${direction}`)}
          isOptional
        >
          {(field) => <DaysInput {...field} />}
        </Field>
        <Field
          form={form}
          name="grace_days"
          label={t("agreements.grace_days")}
          hint={t("agreements.grace_hint")}
          isOptional
        >
          {(field) => <DaysInput {...field} />}
        </Field>
      </div>
      <Field
        form={form}
        name="count_loss_liability"
        explains="liability"
        label={t("agreements.liability")}
        hint={t("agreements.liability_hint")}
      >
        {(field) => (
          <Choice
            {...field}
            options={[
              { value: "consignee", label: t("terms.liability.consignee") },
              { value: "consignor", label: t("terms.liability.consignor") },
            ]}
          />
        )}
      </Field>
      <PriceTerms form={form} direction={direction} />
      <VatTerms form={form} />
      {direction === "outbound" && <DeliveryTerms form={form} />}
      {direction === "inbound" && <ReturnFeeTerms form={form} />}
      {direction === "inbound" && (
        <Field
          form={form}
          name="net_returns"
          explains="net_returns"
          label={t("agreements.net_returns")}
          hint={t("agreements.net_returns_hint")}
        >
          {({ value, onChange, ...field }) => (
            <Switch {...field} checked={value ?? true} onCheckedChange={onChange} />
          )}
        </Field>
      )}
    </>
  )
}
