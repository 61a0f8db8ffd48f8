import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Overview } from "../../../../http-contract/overview"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { answering } from "../../../answering"

export const GET = answering(
  async (req: MedusaRequest, res: MedusaResponse<{ overview: Overview }>) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    res.json({ overview: await service.readOverview(new Date()) })
  }
)
