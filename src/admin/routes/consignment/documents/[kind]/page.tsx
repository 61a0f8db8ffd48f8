import { Navigate, useParams, type UIMatch } from "react-router-dom"
import { DocumentList } from "../components/document-list"
import { KindBreadcrumb } from "../components/kind-breadcrumb"
import { addressOfDocument, kindAt } from "../lib/address"
import { UnknownKind } from "../components/unknown-kind"

const DocumentsPage = () => {
  const kind = kindAt(useParams().kind)
  if (kind === "goods_receipt") return <Navigate to={addressOfDocument(kind)} replace />
  return kind ? <DocumentList kind={kind} /> : <UnknownKind />
}

export const handle = {
  breadcrumb: ({ params: { kind: path } }: UIMatch) => {
    const kind = kindAt(path)
    return kind && <KindBreadcrumb kind={kind} />
  },
}

export default DocumentsPage
