import { toast } from "@medusajs/ui"
import { useParams } from "react-router-dom"
import {
  setWarehouseItemsSchema,
  type SetWarehouseItemsBody,
  type WarehouseItem,
} from "../../../../../../../http-contract/warehouse-item"
import { FormDrawer } from "../../../../../../components/form-drawer"
import { useWarehouseItems } from "../../../../../../hooks/api/warehouse-items"
import { useContractForm } from "../../../../../../hooks/use-contract-form"
import { useItemTitles } from "../../../../../../hooks/use-names"
import { useShopCurrencies } from "../../../../../../hooks/use-shop-currencies"
import { useWords } from "../../../../../../hooks/use-words"
import { ItemTermsFields } from "../../../components/item-terms-fields"
import { useSavingItems } from "../../../lib/use-saving-items"

const EditItemPage = () => {
  const { id = "", inventory_item_id } = useParams()
  const { items: [item] = [] } = useWarehouseItems(id, { inventory_item_id, limit: 1 })
  const currencies = useShopCurrencies(id)
  return item && currencies ? <EditItem item={item} agreed={currencies} /> : null
}

interface EditItemProps {
  item: WarehouseItem
  /** The currencies of the customer. */
  agreed: string[]
}

const EditItem = ({ item, agreed }: EditItemProps) => {
  const { t } = useWords()
  const titleOf = useItemTitles([item.inventory_item_id])
  const { inventory_item_id, minimum, maximum, unit_price, currency_code } = item
  const currencies = [...new Set([...agreed, ...(currency_code ? [currency_code] : [])])]
  const form = useContractForm<SetWarehouseItemsBody>({
    schema: setWarehouseItemsSchema,
    blank: "cleared",
    defaultValues: {
      items: [{ inventory_item_id, minimum, maximum, unit_price, currency_code }],
    },
  })
  const { save, isSaving } = useSavingItems(form, item.warehouse_id, currencies)
  return (
    <FormDrawer
      needs="consignment_warehouse:manage"
      title={titleOf(inventory_item_id)}
      description={t("warehouse_items.edit_hint")}
      form={form}
      isSaving={isSaving}
      onSubmit={async (values, close) => {
        if (!(await save(values))) return
        toast.success(t("warehouse_items.saved"))
        close()
      }}
    >
      <ItemTermsFields form={form} index={0} currencies={currencies} />
    </FormDrawer>
  )
}

export default EditItemPage
