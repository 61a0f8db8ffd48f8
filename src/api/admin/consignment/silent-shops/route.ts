import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { SilentShopParameters } from "../../../../http-contract/worklist"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { answering } from "../../../answering"

const DAY = 24 * 60 * 60 * 1000

export const GET = answering(
  async (req: MedusaRequest<unknown, SilentShopParameters>, res: MedusaResponse) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const since = new Date(Date.now() - req.validatedQuery.days * DAY)
    res.json({ silent_shops: await service.readSilentShops(since) })
  }
)
