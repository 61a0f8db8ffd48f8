import { commissionBases } from "../../../../../http-contract/agreement"
import { Choice } from "../../../../components/choice"
import { DecimalInput } from "../../../../components/decimal-input"
import { Field } from "../../../../components/field"
import { useWords } from "../../../../hooks/use-words"
import type { TermsForm } from "../lib/terms-form"
import { TiersInput } from "./tiers-input"

interface CommissionTermsProps {
  form: TermsForm
}

/** The store's share: one for all prices, or one for each tier of prices. */
export const CommissionTerms = ({ form }: CommissionTermsProps) => {
  const { t } = useWords()
  const isTiered = (form.watch("commission_tiers") ?? null) !== null
  const choose = (shares: "one" | "tiers") => {
    const percent = form.getValues("commission_percent") ?? ""
    const first = form.getValues("commission_tiers")?.[0]?.percent
    form.setValue("commission_percent", shares === "one" ? (first ?? "") : null)
    form.setValue("commission_tiers", shares === "one" ? null : [{ from_price: "0", percent }])
  }
  return (
    <>
      <Choice
        aria-label={t("agreements.shares")}
        value={isTiered ? "tiers" : "one"}
        onChange={choose}
        options={[
          { value: "one", label: t("agreements.one_share") },
          { value: "tiers", label: t("agreements.share_tiers") },
        ]}
      />
      {isTiered ? (
        <Field
          form={form}
          name="commission_tiers"
          label={t("agreements.tiers")}
          hint={t("agreements.tiers_hint")}
        >
          {(field) => <TiersInput {...field} />}
        </Field>
      ) : (
        <Field
          form={form}
          name="commission_percent"
          label={t("agreements.commission")}
          hint={t("agreements.commission_hint")}
        >
          {(field) => <DecimalInput {...field} />}
        </Field>
      )}
      <Field
        form={form}
        name="commission_base"
        label={t("agreements.commission_base")}
        hint={t("agreements.commission_base_hint")}
      >
        {({ value, ...field }) => (
          <Choice
            {...field}
            value={value ?? "paid"}
            options={commissionBases.map((base) => ({
              value: base,
              label: t(`terms.commission_base.${base}`),
            }))}
          />
        )}
      </Field>
    </>
  )
}
