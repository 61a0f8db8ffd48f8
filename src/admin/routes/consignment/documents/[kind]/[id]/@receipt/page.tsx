import { useParams } from "react-router-dom"
import { useDelivery } from "../../../../../../hooks/api/deliveries"
import { ReceiptForm } from "../../../components/receipt-form"

const DeliveryReceiptPage = () => {
  const { delivery } = useDelivery(useParams().id)
  return delivery && delivery.number !== null ? <ReceiptForm delivery={delivery} /> : null
}

export default DeliveryReceiptPage
