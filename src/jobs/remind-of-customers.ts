import type { MedusaContainer } from "@medusajs/framework/types"
import { remindOfCustomersWorkflow } from "../workflows/customer-reminder"

export default async function remindOfCustomers(container: MedusaContainer): Promise<void> {
  await remindOfCustomersWorkflow(container).run({ input: {} })
}

export const config = {
  name: "consignment-remind-of-customers",
  schedule: "15 5 * * *",
}
