import { useParams } from "react-router-dom"
import { useSettlement } from "../../../../../hooks/api/settlements"
import { CreateInvoiceForm } from "../../components/create-invoice-form"

const CreateInvoicePage = () => {
  const { settlement } = useSettlement(useParams().id)
  return settlement ? <CreateInvoiceForm settlement={settlement} /> : null
}

export default CreateInvoicePage
