import { clx } from "@medusajs/ui"
import { Choice } from "../../../../components/choice"
import { DecimalInput } from "../../../../components/decimal-input"
import { Field } from "../../../../components/field"
import { useWords } from "../../../../hooks/use-words"
import type { ItemsForm } from "../lib/use-saving-items"

interface ItemTermsFieldsProps {
  form: ItemsForm
  index: number
  /** Which one is asked only if there are several. */
  currencies: readonly string[]
}

/** Minimum stock of an item at a warehouse, and the price the customer pays for a unit. */
export const ItemTermsFields = ({ form, index, currencies }: ItemTermsFieldsProps) => {
  const { t } = useWords()
  const isCurrencyAsked = currencies.length > 1
  return (
    <div className={clx("grid gap-4", isCurrencyAsked ? "grid-cols-2" : "grid-cols-3")}>
      <Field form={form} name={`items.${index}.minimum`} label={t("warehouse_items.minimum")}>
        {(field) => <DecimalInput {...field} />}
      </Field>
      <Field form={form} name={`items.${index}.maximum`} label={t("warehouse_items.maximum")}>
        {(field) => <DecimalInput {...field} />}
      </Field>
      <Field form={form} name={`items.${index}.unit_price`} label={t("warehouse_items.price")}>
        {(field) => <DecimalInput {...field} />}
      </Field>
      {isCurrencyAsked && (
        <Field form={form} name={`items.${index}.currency_code`} label={t("fields.currency")}>
          {(field) => (
            <Choice
              {...field}
              value={field.value ?? currencies[0]}
              options={currencies.map((value) => ({ value, label: value }))}
            />
          )}
        </Field>
      )}
    </div>
  )
}
