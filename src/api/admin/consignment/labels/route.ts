import { pipeline } from "node:stream/promises"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { LabelParameters } from "../../../../http-contract/label"
import { chooseLanguage } from "../../../../paper/language"
import { labelPages } from "../../../../paper/labels/layouts"
import { writeLabels } from "../../../../paper/labels/write-labels"
import { answering } from "../../../answering"
import { readLabels } from "../../../labels"

export const GET = answering(
  async (req: MedusaRequest<unknown, LabelParameters>, res: MedusaResponse) => {
    const { layout, skip, language: wish } = req.validatedQuery
    const language = chooseLanguage(wish)
    const labels = await readLabels(req.scope, req.validatedQuery, language)
    const page = labelPages[layout]
    const stream = await writeLabels({ page, skip, language, madeAt: new Date(), labels })
    res.status(200).attachment(`labels-${layout}.pdf`)
    await pipeline(stream, res)
  }
)
