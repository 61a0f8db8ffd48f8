import { useParams, useSearchParams } from "react-router-dom"
import type { PostableKind } from "../../../../../hooks/api/documents"
import { useDelivery } from "../../../../../hooks/api/deliveries"
import { useItemTitlesRead } from "../../../../../hooks/use-names"
import { DocumentForm } from "../../components/document-form"
import { kindAt } from "../../lib/address"
import { isPostable } from "../../lib/document-forms"
import { toExplanation } from "../../lib/start-values"

const PostDocumentPage = () => {
  const kind = kindAt(useParams().kind)
  const [search] = useSearchParams()
  const deliveryId = search.get("delivery_id")
  if (!kind || !isPostable(kind)) return null
  return deliveryId ? (
    <ExplainingForm key={kind} kind={kind} deliveryId={deliveryId} />
  ) : (
    <DocumentForm key={kind} kind={kind} />
  )
}

interface ExplainingFormProps {
  kind: PostableKind
  deliveryId: string
}

/** Filled in with what a customer did not receive of a delivery. */
const ExplainingForm = ({ kind, deliveryId }: ExplainingFormProps) => {
  const { delivery } = useDelivery(deliveryId)
  const ids = delivery?.lines.map((line) => line.inventory_item_id) ?? []
  const { titleOf, isRead } = useItemTitlesRead(ids)
  if (!delivery || !isRead) return null
  return <DocumentForm kind={kind} start={toExplanation(delivery, titleOf)} />
}

export default PostDocumentPage
