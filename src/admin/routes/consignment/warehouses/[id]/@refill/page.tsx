import { useParams } from "react-router-dom"
import { useDocuments } from "../../../../../hooks/api/documents"
import { useOwnLocations } from "../../../../../hooks/api/locations"
import { useShopCurrencies } from "../../../../../hooks/use-shop-currencies"
import { RefillForm } from "../components/refill-form"

const RefillPage = () => {
  const { id = "" } = useParams()
  const { locations } = useOwnLocations()
  const currencies = useShopCurrencies(id)
  const latest = { warehouse_id: id, order: "-created_at", limit: 1 }
  const { documents: deliveries } = useDocuments("delivery", latest)
  if (!locations || !currencies || !deliveries) return null
  return (
    <RefillForm
      warehouseId={id}
      locations={locations}
      currencies={currencies}
      usualLocationId={deliveries[0]?.from_stock_location_id}
    />
  )
}

export default RefillPage
