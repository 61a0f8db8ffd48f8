import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { SettleBody, Settlement } from "../../../../../http-contract/settlement"
import { previewSettlement } from "../../../../../workflows/settlement/preview-settlement"
import { withNumberedSales } from "../../../../../workflows/settlement/order-numbers"
import { answering } from "../../../../answering"

export const POST = answering(
  async (req: MedusaRequest<SettleBody>, res: MedusaResponse<{ settlement: Settlement }>) => {
    const settlement = await previewSettlement(req.scope, req.validatedBody)
    res.json({ settlement: await withNumberedSales(req.scope, settlement) })
  }
)
