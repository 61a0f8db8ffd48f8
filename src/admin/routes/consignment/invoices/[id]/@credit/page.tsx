import { useParams } from "react-router-dom"
import { useInvoice } from "../../../../../hooks/api/invoices"
import { CreditForm } from "../../components/credit-form"

const CreditInvoicePage = () => {
  const { invoice } = useInvoice(useParams().id)
  return invoice ? <CreditForm invoice={invoice} /> : null
}

export default CreditInvoicePage
