import { useParams } from "react-router-dom"
import { useInvoice } from "../../../../../hooks/api/invoices"
import { EditInvoiceForm } from "../../components/edit-invoice-form"

const EditInvoicePage = () => {
  const { invoice } = useInvoice(useParams().id)
  return invoice?.status === "draft" ? <EditInvoiceForm invoice={invoice} /> : null
}

export default EditInvoicePage
