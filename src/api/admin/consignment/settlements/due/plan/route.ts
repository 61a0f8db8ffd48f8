import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { PlannedSettlement } from "../../../../../../http-contract/batch"
import { planAllDue } from "../../../../../../workflows/batch/settle-all-due"
import { answering } from "../../../../../answering"

export const GET = answering(
  async (req: MedusaRequest, res: MedusaResponse<{ planned: PlannedSettlement[] }>) => {
    res.json({ planned: await planAllDue(req.scope) })
  }
)
