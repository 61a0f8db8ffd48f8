import { useParams } from "react-router-dom"
import { useDelivery } from "../../../../../../hooks/api/deliveries"
import { EndHireForm } from "../../../components/end-hire-form"

const EndHirePage = () => {
  const { delivery } = useDelivery(useParams().id)
  return delivery && delivery.number !== null ? <EndHireForm delivery={delivery} /> : null
}

export default EndHirePage
