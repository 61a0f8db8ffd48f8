import type { MedusaContainer } from "@medusajs/framework/types"
import { endDueHires } from "../workflows/loan/end-due-hires"

export default async function endHires(container: MedusaContainer): Promise<void> {
  await endDueHires(container)
}

export const config = {
  name: "consignment-end-hires",
  schedule: "* * * * *",
}
