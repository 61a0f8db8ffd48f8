import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type {
  CountPlan,
  PlanCountedTakeBackBody,
} from "../../../../../http-contract/outbound-documents"
import { planCountedTakeBackWorkflow } from "../../../../../workflows/documents"
import { answering } from "../../../../answering"

export const POST = answering(
  async (req: MedusaRequest<PlanCountedTakeBackBody>, res: MedusaResponse<{ plan: CountPlan }>) => {
    const { result } = await planCountedTakeBackWorkflow(req.scope).run({
      input: req.validatedBody,
    })
    res.json({ plan: result })
  }
)
