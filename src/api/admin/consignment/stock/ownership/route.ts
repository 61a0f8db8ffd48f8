import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { OwnershipParameters } from "../../../../../http-contract/stock"
import { readOwnership } from "../../../../../workflows/stock/read-ownership"
import { answering } from "../../../../answering"

export const GET = answering(
  async (req: MedusaRequest<unknown, OwnershipParameters>, res: MedusaResponse) => {
    res.json({ ownership: await readOwnership(req.scope, req.validatedQuery) })
  }
)
