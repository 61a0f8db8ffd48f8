import type { ContractorList } from "../hooks/api/contractors"
import type { WarehouseList } from "../hooks/api/warehouses"
import { request } from "../lib/request"
import { sdk } from "../lib/sdk"
import type { PickerSource } from "./picker"

export const contractorSource: PickerSource<ContractorList["contractors"][number]> = {
  resource: "contractors",
  read: async (query) => {
    const { contractors, count } = await request<ContractorList>("contractors", {
      query: { ...query, order: "name" },
    })
    return { rows: contractors, count }
  },
  toOption: ({ id, name, code }) => ({ value: id, label: `${name} (${code})` }),
}

export const warehouseSource: PickerSource<WarehouseList["warehouses"][number]> = {
  resource: "warehouses",
  read: async (query) => {
    const { warehouses, count } = await request<WarehouseList>("warehouses", {
      query: { ...query, order: "name" },
    })
    return { rows: warehouses, count }
  },
  toOption: ({ id, name }) => ({ value: id, label: name }),
}

/** Stock locations of the host. */
export const locationSource: PickerSource<{ id: string; name: string }> = {
  resource: "stock-locations",
  read: async (query) => {
    const fields = "id,name"
    const { stock_locations, count } = await sdk.admin.stockLocation.list({ ...query, fields })
    return { rows: stock_locations, count }
  },
  toOption: ({ id, name }) => ({ value: id, label: name }),
}

/** Inventory items of the host, by title or SKU. */
export const itemSource: PickerSource<{ id: string; sku?: string | null; title?: string | null }> =
  {
    resource: "inventory-items",
    read: async (query) => {
      const fields = "id,sku,title"
      const { inventory_items, count } = await sdk.admin.inventoryItem.list({ ...query, fields })
      return { rows: inventory_items, count }
    },
    toOption: ({ id, sku, title }) => ({
      value: id,
      label: [title, sku && `(${sku})`].filter(Boolean).join(" ") || id,
    }),
  }
