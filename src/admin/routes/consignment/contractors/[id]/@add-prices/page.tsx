import { toast } from "@medusajs/ui"
import { useFieldArray } from "react-hook-form"
import { useParams } from "react-router-dom"
import {
  setContractorPricesSchema,
  type SetContractorPricesBody,
} from "../../../../../../http-contract/contractor-price"
import { DecimalInput } from "../../../../../components/decimal-input"
import { DayPicker } from "../../../../../components/day-picker"
import { Field } from "../../../../../components/field"
import { FormDrawer } from "../../../../../components/form-drawer"
import { PickedItems } from "../../../../../components/picked-items"
import { useSetContractorPrices } from "../../../../../hooks/api/contractor-prices"
import { useContractForm } from "../../../../../hooks/use-contract-form"
import { useWords } from "../../../../../hooks/use-words"

const AddPricesPage = () => {
  const { id = "" } = useParams()
  const { t } = useWords()
  const form = useContractForm<SetContractorPricesBody>({
    schema: setContractorPricesSchema,
    defaultValues: { prices: [] },
  })
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "prices" })
  const { mutateAsync, isPending } = useSetContractorPrices(id)
  return (
    <FormDrawer
      title={t("prices.add")}
      description={t("prices.add_hint")}
      needs="consignment_contractor:manage"
      form={form}
      isSaving={isPending}
      submitLabel={t("actions.add")}
      onSubmit={async (values, close) => {
        const { prices } = await mutateAsync(values)
        toast.success(t("prices.added", { count: prices.length }))
        close()
      }}
    >
      <PickedItems
        picked={fields}
        onPick={(inventory_item_id) =>
          append({ inventory_item_id, unit_price: "", valid_from: "" }, { shouldFocus: false })
        }
        onRemove={remove}
        error={form.formState.errors.prices}
        table={{}}
      >
        {(index) => (
          <div className="grid grid-cols-2 gap-4">
            <Field form={form} name={`prices.${index}.unit_price`} label={t("prices.unit_price")}>
              {(field) => <DecimalInput {...field} />}
            </Field>
            <Field form={form} name={`prices.${index}.valid_from`} label={t("prices.valid_from")}>
              {(field) => <DayPicker {...field} />}
            </Field>
          </div>
        )}
      </PickedItems>
    </FormDrawer>
  )
}

export default AddPricesPage
