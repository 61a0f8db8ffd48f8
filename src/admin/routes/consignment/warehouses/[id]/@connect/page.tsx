import { useParams } from "react-router-dom"
import { useWarehouse } from "../../../../../hooks/api/warehouses"
import { InviteStore } from "./components/invite-store"
import { JoinStore } from "./components/join-store"

/** Connects the warehouse with the store of the customer, or of the supplier. */
const ConnectPage = () => {
  const { warehouse } = useWarehouse(useParams().id)
  if (!warehouse) return null
  return warehouse.direction === "outbound" ? (
    <InviteStore warehouse={warehouse} />
  ) : (
    <JoinStore warehouse={warehouse} />
  )
}

export default ConnectPage
