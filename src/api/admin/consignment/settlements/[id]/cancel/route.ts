import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { CancelSettlementBody, Settlement } from "../../../../../../http-contract/settlement"
import { cancelSettlementWorkflow } from "../../../../../../workflows/settlement"
import { answering } from "../../../../../answering"

export const POST = answering(
  async (
    req: MedusaRequest<CancelSettlementBody>,
    res: MedusaResponse<{ settlement: Settlement }>
  ) => {
    const { result } = await cancelSettlementWorkflow(req.scope).run({
      input: { ...req.validatedBody, settlement_id: req.params.id ?? "" },
    })
    res.json({ settlement: result })
  }
)
