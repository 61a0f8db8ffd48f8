import type { MedusaContainer } from "@medusajs/framework/types"
import { announceMissedWorkflow } from "../workflows/announcement"

export default async function announceMissed(container: MedusaContainer): Promise<void> {
  await announceMissedWorkflow(container).run()
}

export const config = {
  name: "consignment-announce-missed",
  schedule: "* * * * *",
}
