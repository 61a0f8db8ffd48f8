import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { PaperParameters } from "../../../../../../http-contract/paper"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../../modules/consignment"
import { composeGoodsReceipt } from "../../../../../../paper/papers/document"
import { answering } from "../../../../../answering"
import { readFrame, sendPaper } from "../../../../../paper"

export const GET = answering(
  async (req: MedusaRequest<unknown, PaperParameters>, res: MedusaResponse) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const document = await service.retrieveDocument(req.params.id ?? "", "goods_receipt")
    const frame = await readFrame(req.scope, document, req.validatedQuery.language)
    const [[warehouse]] = await service.listAndCountWarehouses({ id: document.warehouse_id })
    const warehouseName = warehouse?.name ?? null
    await sendPaper(req, res, composeGoodsReceipt(document, { ...frame, warehouseName }))
  }
)
