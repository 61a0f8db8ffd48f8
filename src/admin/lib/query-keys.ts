/** All that we keep in the browser stands under this key: a posting changes stock, lots, balances and more at once. */
export const CONSIGNMENT_KEY = "consignment"

/** Query keys of Medusa's inventory levels; our documents change levels, so these are refreshed too. */
export const hostKeys = ["inventory_items", "inventory_item_levels"] as const

export const queryKey = (path: string, query?: object): readonly unknown[] =>
  query ? [CONSIGNMENT_KEY, path, query] : [CONSIGNMENT_KEY, path]
