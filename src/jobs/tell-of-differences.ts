import type { MedusaContainer } from "@medusajs/framework/types"
import { tellOfDifferencesWorkflow } from "../workflows/reconciliation"

export default async function tellOfDifferences(container: MedusaContainer): Promise<void> {
  await tellOfDifferencesWorkflow(container).run()
}

export const config = {
  name: "consignment-tell-of-differences",
  schedule: "30 * * * *",
}
