import { useState } from "react"
import { useParams } from "react-router-dom"
import { useStock } from "../../../../../hooks/api/stock"
import { useWarehouse } from "../../../../../hooks/api/warehouses"
import { useItemTitlesRead } from "../../../../../hooks/use-names"
import { bookedLines } from "../../../documents/lib/booked-lines"
import { CountForm } from "../../components/count-form"
import type { CountLineValues } from "../../lib/count-values"

const MOST_LINES = 1_000

const CountPage = () => {
  const { id } = useParams()
  const { warehouse } = useWarehouse(id)
  const booked = useBooked(id)
  return warehouse?.direction === "outbound" && booked ? (
    <CountForm shop={warehouse} booked={booked} />
  ) : null
}

/** Booked stock when the page was opened: posting the count changes the stock, and the sheet must not follow. */
const useBooked = (warehouseId: string | undefined): CountLineValues[] | undefined => {
  const { stock, isFetchedAfterMount } = useStock(
    { warehouse_id: warehouseId, limit: MOST_LINES },
    { placeholderData: undefined }
  )
  const { titleOf, isRead } = useItemTitlesRead(stock?.map((row) => row.inventory_item_id) ?? [])
  const [booked, setBooked] = useState<CountLineValues[]>()
  if (!booked && stock && isFetchedAfterMount && isRead) setBooked(bookedLines(stock, titleOf))
  return booked
}

export default CountPage
