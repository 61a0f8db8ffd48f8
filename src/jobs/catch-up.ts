import type { MedusaContainer } from "@medusajs/framework/types"
import { catchUpWorkflow } from "../workflows/reconciliation"

export default async function catchUp(container: MedusaContainer): Promise<void> {
  await catchUpWorkflow(container).run({ input: {} })
}

export const config = {
  name: "consignment-catch-up",
  schedule: "*/5 * * * *",
}
