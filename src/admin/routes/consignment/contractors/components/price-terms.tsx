import { useEffect } from "react"
import type { UseFormReturn } from "react-hook-form"
import { priceBasesOf, type CreateAgreementBody } from "../../../../../http-contract/agreement"
import { Choice } from "../../../../components/choice"
import { DecimalInput } from "../../../../components/decimal-input"
import { Field } from "../../../../components/field"
import { useWords } from "../../../../hooks/use-words"

interface PriceTermsProps {
  form: UseFormReturn<CreateAgreementBody, unknown, CreateAgreementBody>
  direction: CreateAgreementBody["direction"]
}

/** Agreement terms for the price of a sold unit. */
export const PriceTerms = ({ form, direction }: PriceTermsProps) => {
  const { t } = useWords()
  const bases: readonly string[] = priceBasesOf[direction]
  const chosen = form.watch("price_basis") ?? "lot_cost"
  const isCommission = chosen === "commission" && direction === "inbound"
  useEffect(() => {
    if (!bases.includes(chosen)) form.setValue("price_basis", "lot_cost")
    if (!isCommission) form.setValue("commission_percent", null)
  }, [form, bases, chosen, isCommission])
  return (
    <>
      <Field
        form={form}
        name="price_basis"
        label={t("agreements.price")}
        hint={t(`agreements.price_hint.${direction}`)}
      >
        {(field) => (
          <Choice
            {...field}
            options={bases.map((value) => ({
              value,
              label: t(`terms.price.${direction}.${value}`),
            }))}
          />
        )}
      </Field>
      {isCommission && (
        <Field
          form={form}
          name="commission_percent"
          label={t("agreements.commission")}
          hint={t("agreements.commission_hint")}
        >
          {(field) => <DecimalInput {...field} />}
        </Field>
      )}
    </>
  )
}
