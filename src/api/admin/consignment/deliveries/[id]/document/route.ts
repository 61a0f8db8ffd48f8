import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { PaperParameters } from "../../../../../../http-contract/paper"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../../modules/consignment"
import { composeDelivery } from "../../../../../../paper/papers/document"
import { answering } from "../../../../../answering"
import { readFrame, sendPaper } from "../../../../../paper"

export const GET = answering(
  async (req: MedusaRequest<unknown, PaperParameters>, res: MedusaResponse) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const delivery = await service.retrieveDocument(req.params.id ?? "", "delivery")
    const subject = { ...delivery, direction: "outbound" }
    const frame = await readFrame(req.scope, subject, req.validatedQuery.language)
    const [[warehouse]] = await service.listAndCountWarehouses({ id: delivery.warehouse_id })
    const warehouseName = warehouse?.name ?? null
    await sendPaper(req, res, composeDelivery(delivery, { ...frame, warehouseName }))
  }
)
