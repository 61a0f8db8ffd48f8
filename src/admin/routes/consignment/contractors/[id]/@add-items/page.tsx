import { toast } from "@medusajs/ui"
import { useParams } from "react-router-dom"
import {
  markContractorItemsSchema,
  type MarkContractorItemsBody,
} from "../../../../../../http-contract/contractor-item"
import { FormDrawer } from "../../../../../components/form-drawer"
import { useMarkContractorItems } from "../../../../../hooks/api/contractor-items"
import { useContractForm } from "../../../../../hooks/use-contract-form"
import { useWords } from "../../../../../hooks/use-words"
import { ItemFields } from "../components/item-fields"

const AddItemsPage = () => {
  const { id = "" } = useParams()
  const { t } = useWords()
  const form = useContractForm<MarkContractorItemsBody>({
    schema: markContractorItemsSchema,
    defaultValues: { items: [] },
  })
  const { mutateAsync, isPending } = useMarkContractorItems(id)
  return (
    <FormDrawer
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
      <ItemFields form={form} />
    </FormDrawer>
  )
}

export default AddItemsPage
