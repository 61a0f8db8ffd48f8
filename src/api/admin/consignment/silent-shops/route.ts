import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { SilentShopParameters } from "../../../../http-contract/worklist"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { answering } from "../../../answering"

export const GET = answering(
  async (req: MedusaRequest<unknown, SilentShopParameters>, res: MedusaResponse) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    res.json({ silent_shops: await service.readSilentShops(req.validatedQuery.days ?? null) })
  }
)
