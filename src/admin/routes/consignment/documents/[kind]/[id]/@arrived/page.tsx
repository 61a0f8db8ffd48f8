import { useParams } from "react-router-dom"
import { useDocument } from "../../../../../../hooks/api/documents"
import { ArrivedForm } from "../../../components/arrived-form"
import { isAnnounced } from "../../../lib/announced-lines"

const ArrivedPage = () => {
  const { document } = useDocument("take_back", useParams().id ?? "")
  return document && isAnnounced(document) ? <ArrivedForm takeBack={document} /> : null
}

export default ArrivedPage
