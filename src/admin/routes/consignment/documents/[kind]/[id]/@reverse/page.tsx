import { useParams } from "react-router-dom"
import {
  isPartlyReversible,
  useDocument,
  type PartlyReversibleKind,
} from "../../../../../../hooks/api/documents"
import { ReversePartForm } from "../../../components/reverse-part-form"
import { kindAt } from "../../../lib/address"

const ReversePage = () => {
  const { kind: path, id = "" } = useParams()
  const kind = kindAt(path)
  return kind && isPartlyReversible(kind) ? <Reverse kind={kind} id={id} /> : null
}

const Reverse = ({ kind, id }: { kind: PartlyReversibleKind; id: string }) => {
  const { document } = useDocument(kind, id)
  return document ? <ReversePartForm kind={kind} document={document} /> : null
}

export default ReversePage
