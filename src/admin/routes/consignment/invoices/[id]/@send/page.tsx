import { useParams } from "react-router-dom"
import { LetterForm } from "../../../../../components/letter-form"

const SendInvoicePage = () => (
  <LetterForm paper={`invoices/${useParams().id ?? ""}`} needs="consignment_invoice:send" />
)

export default SendInvoicePage
