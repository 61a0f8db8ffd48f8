import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readReconciliation } from "../../../../workflows/reconciliation/read-reconciliation"
import { answering } from "../../../answering"

export const GET = answering(async (req: MedusaRequest, res: MedusaResponse) => {
  res.json(await readReconciliation(req.scope))
})
