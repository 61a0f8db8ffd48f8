import { useParams } from "react-router-dom"
import { useDocument } from "../../../../../../hooks/api/documents"
import { DifferenceForm } from "../../../components/difference-form"

const DifferencePage = () => {
  const { document } = useDocument("take_back", useParams().id ?? "")
  return document ? <DifferenceForm takeBack={document} /> : null
}

export default DifferencePage
