import { toast } from "@medusajs/ui"
import { useFieldArray } from "react-hook-form"
import { useParams } from "react-router-dom"
import {
  setWarehouseItemsSchema,
  type SetWarehouseItemsBody,
} from "../../../../../../http-contract/warehouse-item"
import { FormDrawer } from "../../../../../components/form-drawer"
import { PickedItems } from "../../../../../components/picked-items"
import { useWarehouseItems } from "../../../../../hooks/api/warehouse-items"
import { useContractForm } from "../../../../../hooks/use-contract-form"
import { useShopCurrencies } from "../../../../../hooks/use-shop-currencies"
import { useWords } from "../../../../../hooks/use-words"
import { ItemTermsFields } from "../../components/item-terms-fields"
import { useSavingItems } from "../../lib/use-saving-items"

/** Those beyond it can be chosen once more, which leaves their terms as they are. */
const MOST_AGREED = 1_000

const AddItemsPage = () => {
  const { id = "" } = useParams()
  const { t } = useWords()
  const form = useContractForm<SetWarehouseItemsBody>({
    schema: setWarehouseItemsSchema,
    defaultValues: { items: [] },
  })
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "items" })
  const { items: agreed = [] } = useWarehouseItems(id, {
    limit: MOST_AGREED,
    fields: "inventory_item_id",
  })
  const currencies = useShopCurrencies(id) ?? []
  const { save, isSaving } = useSavingItems(form, id, currencies)
  return (
    <FormDrawer
      needs="consignment_warehouse:manage"
      title={t("warehouse_items.add")}
      description={t("warehouse_items.add_hint")}
      form={form}
      isSaving={isSaving}
      submitLabel={t("actions.add")}
      onSubmit={async (values, close) => {
        const saved = await save(values)
        if (!saved) return
        toast.success(t("warehouse_items.added", { count: saved.items.length }))
        close()
      }}
    >
      <PickedItems
        picked={fields}
        onPick={(inventory_item_id) => append({ inventory_item_id }, { shouldFocus: false })}
        onRemove={remove}
        error={form.formState.errors.items}
        table={{ taken: new Set(agreed.map((item) => item.inventory_item_id)) }}
      >
        {(index) => <ItemTermsFields form={form} index={index} currencies={currencies} />}
      </PickedItems>
    </FormDrawer>
  )
}

export default AddItemsPage
