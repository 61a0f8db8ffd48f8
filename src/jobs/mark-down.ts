import type { MedusaContainer } from "@medusajs/framework/types"
import { markDownWorkflow } from "../workflows/markdown"

export default async function markDown(container: MedusaContainer): Promise<void> {
  await markDownWorkflow(container).run({ input: {} })
}

export const config = {
  name: "consignment-mark-down",
  schedule: "10 * * * *",
}
