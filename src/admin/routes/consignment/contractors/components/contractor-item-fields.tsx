import { Input } from "@medusajs/ui"
import type { UseFormReturn } from "react-hook-form"
import type { MarkContractorItemsBody } from "../../../../../http-contract/contractor-item"
import { DecimalInput } from "../../../../components/decimal-input"
import { Field } from "../../../../components/field"
import { useWords } from "../../../../hooks/use-words"

export type ItemsForm = UseFormReturn<MarkContractorItemsBody, unknown, MarkContractorItemsBody>

/** The partner's SKU, cost and pack size of an item they own. */
export const ContractorItemFields = ({ form, index }: { form: ItemsForm; index: number }) => {
  const { t } = useWords()
  return (
    <div className="grid grid-cols-3 gap-4">
      <Field
        form={form}
        name={`items.${index}.contractor_sku`}
        label={t("contractor_items.contractor_sku")}
      >
        {(field) => <Input {...field} value={field.value ?? ""} autoComplete="off" />}
      </Field>
      <Field form={form} name={`items.${index}.unit_cost`} label={t("fields.unit_cost")}>
        {(field) => <DecimalInput {...field} />}
      </Field>
      <Field form={form} name={`items.${index}.pack_size`} label={t("contractor_items.pack_size")}>
        {(field) => <DecimalInput {...field} />}
      </Field>
    </div>
  )
}
