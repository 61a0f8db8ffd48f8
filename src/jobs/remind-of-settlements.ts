import type { MedusaContainer } from "@medusajs/framework/types"
import { remindOfSettlementsWorkflow } from "../workflows/settlement"

export default async function remindOfSettlements(container: MedusaContainer): Promise<void> {
  await remindOfSettlementsWorkflow(container).run({ input: {} })
}

export const config = {
  name: "consignment-remind-of-settlements",
  schedule: "0 5 * * *",
}
