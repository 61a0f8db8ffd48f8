import { sdk } from "./sdk"

/** An inventory item as the lines of a form show it; without an id the shop does not know the SKU. */
export interface Item {
  id?: string
  sku: string
  title: string
}

const SKUS_A_REQUEST = 100

interface Found {
  id: string
  sku?: string | null
  title?: string | null
}

const toItem = ({ id, sku, title }: Found): Item => ({ id, sku: sku ?? "", title: title ?? "" })

export const findItem = async (id: string): Promise<Item> =>
  toItem((await sdk.admin.inventoryItem.retrieve(id, { fields: "id,sku,title" })).inventory_item)

/** By SKU, for as many as a spreadsheet names. */
export const findItems = async (skus: string[]): Promise<Map<string, Item>> => {
  const wanted = [...new Set(skus)]
  const found = new Map<string, Item>()
  for (let start = 0; start < wanted.length; start += SKUS_A_REQUEST) {
    const sku = wanted.slice(start, start + SKUS_A_REQUEST)
    const query = { sku, limit: SKUS_A_REQUEST, fields: "id,sku,title" }
    const { inventory_items } = await sdk.admin.inventoryItem.list(query)
    for (const item of inventory_items) found.set(item.sku ?? "", toItem(item))
  }
  return found
}

/** Scanned text: an SKU or the barcode of a product variant. */
export const findScanned = async (code: string): Promise<Item | undefined> =>
  (await findItems([code])).get(code) ?? (await findByBarcode(code))

interface Barcoded {
  inventory_items?: { inventory?: Found }[]
}

const findByBarcode = async (code: string): Promise<Item | undefined> => {
  const fields =
    "id,inventory_items.inventory.id,inventory_items.inventory.sku,inventory_items.inventory.title"
  const names = [{ barcode: code }, { ean: code }, { upc: code }]
  const { variants } = await sdk.admin.productVariant.list({ $or: names, fields, limit: 1 })
  const inventory = (variants as Barcoded[])[0]?.inventory_items?.[0]?.inventory
  return inventory && toItem(inventory)
}
