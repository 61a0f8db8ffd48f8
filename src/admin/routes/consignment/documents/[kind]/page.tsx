import { useParams } from "react-router-dom"
import { DocumentList } from "../components/document-list"
import { kindAt } from "../lib/address"
import { UnknownKind } from "../components/unknown-kind"

const DocumentsPage = () => {
  const kind = kindAt(useParams().kind)
  return kind ? <DocumentList kind={kind} /> : <UnknownKind />
}

export default DocumentsPage
