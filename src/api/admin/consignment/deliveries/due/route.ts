import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../modules/consignment"
import { answering } from "../../../../answering"

export const GET = answering(async (req: MedusaRequest, res: MedusaResponse) => {
  const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
  res.json({ due: await service.listDueDeliveries() })
})
