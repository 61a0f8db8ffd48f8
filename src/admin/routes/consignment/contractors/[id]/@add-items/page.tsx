import { toast } from "@medusajs/ui"
import { useParams } from "react-router-dom"
import {
  markContractorItemsSchema,
  type MarkContractorItemsBody,
} from "../../../../../../http-contract/contractor-item"
import { FormDrawer } from "../../../../../components/form-drawer"
import {
  useContractorItems,
  useMarkContractorItems,
} from "../../../../../hooks/api/contractor-items"
import { useContractForm } from "../../../../../hooks/use-contract-form"
import { useWords } from "../../../../../hooks/use-words"
import { ItemFields } from "../components/item-fields"

/** Those beyond it can be chosen once more, which leaves them as they are. */
const MOST_OWNED = 1_000

const AddItemsPage = () => {
  const { id = "" } = useParams()
  const { t } = useWords()
  const form = useContractForm<MarkContractorItemsBody>({
    schema: markContractorItemsSchema,
    defaultValues: { items: [] },
  })
  const { items: owned = [] } = useContractorItems(id, {
    limit: MOST_OWNED,
    fields: "inventory_item_id",
  })
  const { mutateAsync, isPending } = useMarkContractorItems(id)
  return (
    <FormDrawer
      needs="consignment_contractor:manage"
      title={t("contractor_items.add")}
      description={t("contractor_items.add_hint")}
      form={form}
      isSaving={isPending}
      submitLabel={t("actions.add")}
      onSubmit={async (values, close) => {
        const { items } = await mutateAsync(values)
        toast.success(t("contractor_items.added", { count: items.length }))
        close()
      }}
    >
      <ItemFields form={form} owned={new Set(owned.map((item) => item.inventory_item_id))} />
    </FormDrawer>
  )
}

export default AddItemsPage
