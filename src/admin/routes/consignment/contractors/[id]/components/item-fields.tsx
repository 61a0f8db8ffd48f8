import { XMarkMini } from "@medusajs/icons"
import { Hint, IconButton, Input, Label, Text } from "@medusajs/ui"
import { useFieldArray, type UseFormReturn } from "react-hook-form"
import type { MarkContractorItemsBody } from "../../../../../../http-contract/contractor-item"
import { DecimalInput } from "../../../../../components/decimal-input"
import { Field } from "../../../../../components/field"
import { ItemPicker } from "../../../../../components/item-picker"
import { useItemTitles } from "../../../../../hooks/use-names"
import { useWords } from "../../../../../hooks/use-words"

interface ItemFieldsProps {
  form: UseFormReturn<MarkContractorItemsBody, unknown, MarkContractorItemsBody>
}

/** Items picked one after the other, each with what the contractor calls it and asks for it. */
export const ItemFields = ({ form }: ItemFieldsProps) => {
  const { t } = useWords()
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "items" })
  const titleOf = useItemTitles(fields.map((item) => item.inventory_item_id))
  const add = (inventory_item_id: string | undefined) => {
    if (!inventory_item_id) return
    if (fields.some((item) => item.inventory_item_id === inventory_item_id)) return
    append({ inventory_item_id, contractor_sku: "", unit_cost: "", pack_size: "" })
  }
  return (
    <>
      <div className="flex flex-col gap-y-2">
        <Label size="small" weight="plus" htmlFor="pick-item">
          {t("contractor_items.pick")}
        </Label>
        <ItemPicker id="pick-item" value={null} onChange={add} />
        {form.formState.errors.items?.root && (
          <Hint variant="error">{t("contractor_items.none_picked")}</Hint>
        )}
      </div>
      {fields.map((item, index) => (
        <div
          key={item.id}
          className="flex flex-col gap-y-4 rounded-lg border border-ui-border-base p-4"
        >
          <div className="flex items-center justify-between gap-x-2">
            <Text size="small" weight="plus" className="truncate">
              {titleOf(item.inventory_item_id)}
            </Text>
            <IconButton
              type="button"
              size="small"
              variant="transparent"
              aria-label={t("actions.remove")}
              onClick={() => remove(index)}
            >
              <XMarkMini />
            </IconButton>
          </div>
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
        </div>
      ))}
    </>
  )
}
