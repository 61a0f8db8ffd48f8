import { agreedCurrenciesOf } from "../lib/agreed-currencies"
import { useAgreements } from "./api/agreements"
import { useWarehouse } from "./api/warehouses"

/** Currencies agreed with the shop's customer. Undefined until loaded. */
export const useShopCurrencies = (warehouseId: string): string[] | undefined => {
  const { warehouse } = useWarehouse(warehouseId)
  const { agreements } = useAgreements(
    { contractor_id: warehouse?.contractor_id, direction: "outbound", limit: 100 },
    { enabled: warehouse !== undefined }
  )
  return agreements && agreedCurrenciesOf(agreements, new Date())
}
