import { useParams, type UIMatch } from "react-router-dom"
import { DeliveryDetail } from "../../components/delivery-detail"
import { DocumentBreadcrumb } from "../../components/document-breadcrumb"
import { DocumentDetail } from "../../components/document-detail"
import { UnknownKind } from "../../components/unknown-kind"
import { kindAt } from "../../lib/address"

const DocumentPage = () => {
  const { kind: path, id = "" } = useParams()
  const kind = kindAt(path)
  if (kind === "delivery") return <DeliveryDetail id={id} />
  return kind ? <DocumentDetail kind={kind} id={id} /> : <UnknownKind />
}

export const handle = {
  breadcrumb: ({ params: { kind: path, id = "" } }: UIMatch) => {
    const kind = kindAt(path)
    return kind && <DocumentBreadcrumb kind={kind} id={id} />
  },
}

export default DocumentPage
