import { Input } from "@medusajs/ui"
import { useFieldArray, type UseFormReturn } from "react-hook-form"
import type { MarkContractorItemsBody } from "../../../../../../http-contract/contractor-item"
import { DecimalInput } from "../../../../../components/decimal-input"
import { Field } from "../../../../../components/field"
import { PickedItems } from "../../../../../components/picked-items"
import { useWords } from "../../../../../hooks/use-words"

interface ItemFieldsProps {
  form: UseFormReturn<MarkContractorItemsBody, unknown, MarkContractorItemsBody>
}

/** Items picked one after the other, each with what the contractor calls it and asks for it. */
export const ItemFields = ({ form }: ItemFieldsProps) => {
  const { t } = useWords()
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "items" })
  return (
    <PickedItems
      picked={fields}
      onPick={(inventory_item_id) =>
        append({ inventory_item_id, contractor_sku: "", unit_cost: "", pack_size: "" })
      }
      onRemove={remove}
      error={form.formState.errors.items}
    >
      {(index) => (
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
          <Field
            form={form}
            name={`items.${index}.pack_size`}
            label={t("contractor_items.pack_size")}
          >
            {(field) => <DecimalInput {...field} />}
          </Field>
        </div>
      )}
    </PickedItems>
  )
}
