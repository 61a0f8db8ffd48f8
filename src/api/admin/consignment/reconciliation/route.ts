import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { ReconciliationParameters } from "../../../../http-contract/list"
import type { Reconciliation } from "../../../../http-contract/stock"
import { readReconciliation } from "../../../../workflows/reconciliation/read-reconciliation"
import { answering } from "../../../answering"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, ReconciliationParameters>,
    res: MedusaResponse<Reconciliation>
  ) => {
    const { limit = null, offset, recent: isRecent = false } = req.validatedQuery
    res.json(await readReconciliation(req.scope, { limit, offset, is_recent: isRecent }))
  }
)
