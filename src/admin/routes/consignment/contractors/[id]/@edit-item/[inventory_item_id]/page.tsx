import { toast } from "@medusajs/ui"
import { useParams } from "react-router-dom"
import {
  markContractorItemsSchema,
  type ContractorItem,
  type MarkContractorItemsBody,
} from "../../../../../../../http-contract/contractor-item"
import { FormDrawer } from "../../../../../../components/form-drawer"
import {
  useContractorItems,
  useMarkContractorItems,
} from "../../../../../../hooks/api/contractor-items"
import { useContractForm } from "../../../../../../hooks/use-contract-form"
import { useItemTitles } from "../../../../../../hooks/use-names"
import { useWords } from "../../../../../../hooks/use-words"
import { ContractorItemFields } from "../../../components/contractor-item-fields"

const EditItemPage = () => {
  const { id = "", inventory_item_id } = useParams()
  const { items: [item] = [] } = useContractorItems(id, { inventory_item_id, limit: 1 })
  return item ? <EditItem item={item} /> : null
}

const EditItem = ({ item }: { item: ContractorItem }) => {
  const { t } = useWords()
  const titleOf = useItemTitles([item.inventory_item_id])
  const { contractor_id, inventory_item_id, contractor_sku, unit_cost, pack_size } = item
  const form = useContractForm<MarkContractorItemsBody>({
    schema: markContractorItemsSchema,
    blank: "cleared",
    defaultValues: { items: [{ inventory_item_id, contractor_sku, unit_cost, pack_size }] },
  })
  const { mutateAsync, isPending } = useMarkContractorItems(contractor_id)
  return (
    <FormDrawer
      needs="consignment_contractor:manage"
      title={titleOf(inventory_item_id)}
      description={t("contractor_items.edit_hint")}
      form={form}
      isSaving={isPending}
      onSubmit={async (values, close) => {
        await mutateAsync(values)
        toast.success(t("contractor_items.saved"))
        close()
      }}
    >
      <ContractorItemFields form={form} index={0} />
    </FormDrawer>
  )
}

export default EditItemPage
