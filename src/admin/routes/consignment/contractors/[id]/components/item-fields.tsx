import { useFieldArray } from "react-hook-form"
import { PickedItems } from "../../../../../components/picked-items"
import { ContractorItemFields, type ItemsForm } from "../../components/contractor-item-fields"

interface ItemFieldsProps {
  form: ItemsForm
  /** Items that the partner owns already. */
  owned: ReadonlySet<string>
}

/** Items chosen from all of the shop, each with the partner's SKU, cost and pack size. */
export const ItemFields = ({ form, owned }: ItemFieldsProps) => {
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "items" })
  return (
    <PickedItems
      picked={fields}
      onPick={(inventory_item_id) =>
        append(
          { inventory_item_id, contractor_sku: "", unit_cost: "", pack_size: "" },
          { shouldFocus: false }
        )
      }
      onRemove={remove}
      error={form.formState.errors.items}
      table={{ taken: owned }}
    >
      {(index) => <ContractorItemFields form={form} index={index} />}
    </PickedItems>
  )
}
