import type { MedusaContainer } from "@medusajs/framework/types"
import { servePeers } from "../workflows/peers"

export default async function pullPeers(container: MedusaContainer): Promise<void> {
  await servePeers(container)
}

export const config = {
  name: "consignment-pull-peers",
  schedule: "* * * * *",
}
