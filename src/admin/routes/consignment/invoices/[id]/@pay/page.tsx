import { useParams } from "react-router-dom"
import { useInvoice } from "../../../../../hooks/api/invoices"
import { PaymentForm } from "../../components/payment-form"

const PayInvoicePage = () => {
  const { invoice } = useInvoice(useParams().id)
  return invoice && invoice.status !== "draft" ? <PaymentForm invoice={invoice} /> : null
}

export default PayInvoicePage
