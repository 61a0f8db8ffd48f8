import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { SettlementPaperParameters } from "../../../../../../http-contract/paper"
import { answering } from "../../../../../answering"
import { sendPaper } from "../../../../../paper"
import { readSettlementPaper } from "../../../../../papers"

export const GET = answering(
  async (req: MedusaRequest<unknown, SettlementPaperParameters>, res: MedusaResponse) => {
    const { language, audience, table } = req.validatedQuery
    const wish = { language, audience, table }
    const { paper } = await readSettlementPaper(req.scope, req.params.id ?? "", wish)
    await sendPaper(req, res, paper, table)
  }
)
