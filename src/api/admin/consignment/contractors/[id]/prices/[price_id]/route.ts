import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Deleted } from "../../../../../../../http-contract/common"
import { deleteContractorPriceWorkflow } from "../../../../../../../workflows/contractor-price"
import { answering } from "../../../../../../answering"

export const DELETE = answering(
  async (req: MedusaRequest, res: MedusaResponse<Deleted<"contractor_price">>) => {
    const { id: contractor_id = "", price_id = "" } = req.params
    await deleteContractorPriceWorkflow(req.scope).run({ input: { contractor_id, price_id } })
    res.json({ id: price_id, object: "contractor_price", deleted: true })
  }
)
