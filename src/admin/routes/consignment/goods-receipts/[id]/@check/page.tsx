import { useParams } from "react-router-dom"
import { useDocument } from "../../../../../hooks/api/documents"
import { CheckForm } from "../../../documents/components/check-form"

const CheckReceiptPage = () => {
  const { document } = useDocument("goods_receipt", useParams().id ?? "")
  return document ? <CheckForm receipt={document} /> : null
}

export default CheckReceiptPage
