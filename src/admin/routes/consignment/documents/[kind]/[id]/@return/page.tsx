import { useParams } from "react-router-dom"
import {
  isReturnable,
  useDocument,
  type ReturnableKind,
} from "../../../../../../hooks/api/documents"
import { ReturnForm } from "../../../components/return-form"
import { kindAt } from "../../../lib/address"

const ReturnPage = () => {
  const { kind: path, id = "" } = useParams()
  const kind = kindAt(path)
  return kind && isReturnable(kind) ? <Return kind={kind} id={id} /> : null
}

const Return = ({ kind, id }: { kind: ReturnableKind; id: string }) => {
  const { document } = useDocument(kind, id)
  return document ? <ReturnForm kind={kind} document={document} /> : null
}

export default ReturnPage
