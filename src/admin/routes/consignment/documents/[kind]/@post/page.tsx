import { useParams } from "react-router-dom"
import { DocumentForm } from "../../components/document-form"
import { kindAt } from "../../lib/address"
import { isPostable } from "../../lib/document-forms"

const PostDocumentPage = () => {
  const kind = kindAt(useParams().kind)
  return kind && isPostable(kind) ? <DocumentForm key={kind} kind={kind} /> : null
}

export default PostDocumentPage
