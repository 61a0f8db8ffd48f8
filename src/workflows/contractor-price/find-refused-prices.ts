import type { MedusaContainer } from "@medusajs/framework/types"
import type { RefusedLine } from "../../modules/consignment/domain/errors"
import type { PriceToSet } from "../../modules/consignment/master-data/contractor-prices"
import { lookUpItems } from "../host/inventory/find-items"
import { ledgerOf, type NamedItem } from "../posting/post-document"

export interface SetContractorPricesInput {
  contractor_id: string
  /** Each names its item by `inventory_item_id` or by `sku`. */
  prices: (Omit<PriceToSet, keyof NamedItem> & NamedItem)[]
}

/** Every price at fault, by its position: of an unknown item, named twice, or without a currency. */
export const findRefusedPrices = async (
  container: MedusaContainer,
  { contractor_id, prices }: SetContractorPricesInput
): Promise<RefusedLine[]> => {
  const names = prices.map(({ inventory_item_id, sku }, index) => ({
    index,
    inventory_item_id,
    sku: sku ?? undefined,
  }))
  const { found, refused } = await lookUpItems(container, names)
  const known = found.flatMap(({ index, ...item }) => {
    const price = prices[index]
    return price ? { ...price, ...item } : []
  })
  const faulty = await ledgerOf(container).findRefusedPrices({ contractor_id, prices: known })
  return [
    ...refused,
    ...faulty.map((line) => ({ ...line, index: found[line.index]?.index ?? line.index })),
  ].sort((one, other) => one.index - other.index)
}
