import path from "node:path"
import { enterShop, type ShopClient } from "./shop-entrance"

interface Scripts {
  seedDemo: (client: unknown) => Promise<void>
}

const seed = path.resolve(__dirname, "../../scripts/demo/seed.mjs")

/** The shop of the browser tests with the demo's goods, documents and orders; they are made once. */
export const enterFilledShop = async (): Promise<ShopClient> => {
  const shop = await enterShop()
  // The script is an ES module without declarations, so it is loaded by a path the compiler does not see.
  const { seedDemo } = (await import(seed)) as Scripts
  await seedDemo(shop)
  return shop
}

/** The first id of a list of ours: `firstId(shop, "goods-receipts", { limit: 1 })`. */
export const firstId = async (
  shop: ShopClient,
  resource: string,
  query: Record<string, unknown> = {}
): Promise<string> => {
  const answer = await shop.get(`/admin/consignment/${resource}`, { limit: 1, ...query })
  return (answer[resource.replaceAll("-", "_")] as { id: string }[])[0]?.id ?? ""
}
