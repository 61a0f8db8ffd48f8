import type { MedusaContainer } from "@medusajs/framework/types"
import { clearFeeds } from "../workflows/peers"

export default async function clearFeedsDaily(container: MedusaContainer): Promise<void> {
  await clearFeeds(container)
}

export const config = {
  name: "consignment-clear-feeds",
  schedule: "20 3 * * *",
}
