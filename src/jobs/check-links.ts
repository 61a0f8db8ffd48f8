import type { MedusaContainer } from "@medusajs/framework/types"
import { checkLinks } from "../workflows/article/check-links"

export default async function checkLinksDaily(container: MedusaContainer): Promise<void> {
  await checkLinks(container)
}

export const config = {
  name: "consignment-check-links",
  schedule: "40 3 * * *",
}
