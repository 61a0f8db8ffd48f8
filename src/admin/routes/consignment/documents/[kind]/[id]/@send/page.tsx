import { useParams } from "react-router-dom"
import { LetterForm } from "../../../../../../components/letter-form"
import { documentPaths, isPrinted } from "../../../../../../hooks/api/documents"
import { kindAt } from "../../../lib/address"

const SendDocumentPage = () => {
  const { kind: path, id = "" } = useParams()
  const kind = kindAt(path)
  return kind && isPrinted(kind) ? (
    <LetterForm paper={`${documentPaths[kind]}/${id}`} needs={`consignment_${kind}:send`} />
  ) : null
}

export default SendDocumentPage
