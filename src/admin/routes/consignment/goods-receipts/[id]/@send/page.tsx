import { useParams } from "react-router-dom"
import { LetterForm } from "../../../../../components/letter-form"

const SendReceiptPage = () => (
  <LetterForm
    paper={`goods-receipts/${useParams().id ?? ""}`}
    needs="consignment_goods_receipt:send"
  />
)

export default SendReceiptPage
