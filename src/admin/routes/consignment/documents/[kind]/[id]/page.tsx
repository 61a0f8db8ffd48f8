import { useParams } from "react-router-dom"
import { DeliveryDetail } from "../../components/delivery-detail"
import { DocumentDetail } from "../../components/document-detail"
import { UnknownKind } from "../../components/unknown-kind"
import { kindAt } from "../../lib/address"

const DocumentPage = () => {
  const { kind: path, id = "" } = useParams()
  const kind = kindAt(path)
  if (kind === "delivery") return <DeliveryDetail id={id} />
  return kind ? <DocumentDetail kind={kind} id={id} /> : <UnknownKind />
}

export default DocumentPage
