import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { PaperParameters } from "../../../../../../http-contract/paper"
import { answering } from "../../../../../answering"
import { sendPaper } from "../../../../../paper"
import { readInvoicePaper } from "../../../../../papers"

export const GET = answering(
  async (req: MedusaRequest<unknown, PaperParameters>, res: MedusaResponse) => {
    const { language } = req.validatedQuery
    const { paper } = await readInvoicePaper(req.scope, req.params.id ?? "", language)
    await sendPaper(req, res, paper)
  }
)
