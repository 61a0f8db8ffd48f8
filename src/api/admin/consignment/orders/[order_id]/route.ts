import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readOrderOwnership } from "../../../../../workflows/stock/read-order-ownership"
import { answering } from "../../../../answering"

export const GET = answering(async (req: MedusaRequest, res: MedusaResponse) => {
  res.json({ order_ownership: await readOrderOwnership(req.scope, req.params.order_id ?? "") })
})
