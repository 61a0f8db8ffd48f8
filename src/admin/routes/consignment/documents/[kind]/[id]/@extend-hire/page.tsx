import { useParams } from "react-router-dom"
import { useDelivery } from "../../../../../../hooks/api/deliveries"
import { ExtendHireForm } from "../../../components/extend-hire-form"

const ExtendHirePage = () => {
  const { delivery } = useDelivery(useParams().id)
  return delivery && delivery.number !== null ? <ExtendHireForm delivery={delivery} /> : null
}

export default ExtendHirePage
