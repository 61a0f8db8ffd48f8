import { useEffect } from "react"
import { priceBasesOf, type CreateAgreementBody } from "../../../../../http-contract/agreement"
import { Choice } from "../../../../components/choice"
import { Field } from "../../../../components/field"
import { useWords } from "../../../../hooks/use-words"
import type { TermsForm } from "../lib/terms-form"
import { CommissionTerms } from "./commission-terms"

interface PriceTermsProps {
  form: TermsForm
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
    if (direction === "outbound") form.setValue("return_fee", null)
    if (isCommission) return
    form.setValue("commission_percent", null)
    form.setValue("commission_tiers", null)
    form.setValue("commission_base", null)
  }, [form, bases, chosen, direction, isCommission])
  return (
    <>
      <Field
        form={form}
        name="price_basis"
        explains="price_basis"
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
      {isCommission && <CommissionTerms form={form} />}
    </>
  )
}
