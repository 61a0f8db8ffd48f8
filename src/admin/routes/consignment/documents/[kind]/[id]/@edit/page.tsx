import { useParams } from "react-router-dom"
import { useDelivery } from "../../../../../../hooks/api/deliveries"
import { useItemTitlesRead } from "../../../../../../hooks/use-names"
import { DocumentForm } from "../../../components/document-form"
import { toStartValues } from "../../../lib/start-values"

const EditPickListPage = () => {
  const { delivery } = useDelivery(useParams().id)
  const ids = delivery?.lines.map((line) => line.inventory_item_id) ?? []
  const { titleOf, isRead } = useItemTitlesRead(ids)
  if (!delivery || !isRead || delivery.number !== null) return null
  return (
    <DocumentForm
      kind="delivery"
      start={toStartValues(delivery, titleOf)}
      pickListId={delivery.id}
    />
  )
}

export default EditPickListPage
