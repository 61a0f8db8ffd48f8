import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { PaperParameters } from "../../../../../../http-contract/paper"
import { answering } from "../../../../../answering"
import { sendPaper } from "../../../../../paper"
import { readDocumentPaper } from "../../../../../papers"

export const GET = answering(
  async (req: MedusaRequest<unknown, PaperParameters>, res: MedusaResponse) => {
    const { language } = req.validatedQuery
    const id = req.params.id ?? ""
    const { paper } = await readDocumentPaper(req.scope, "consignor_return", id, language)
    await sendPaper(req, res, paper)
  }
)
