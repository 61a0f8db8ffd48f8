import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { CreateMarkdownBody, PlannedMarkdown } from "../../../../../http-contract/markdown"
import { previewMarkdown } from "../../../../../workflows/markdown/read-markdowns"
import { withMarkedItem } from "../../../../../workflows/markdown/with-marked-item"
import { answering } from "../../../../answering"

/** As many as a screen shows; `count` tells how many there are. */
const PREVIEWED = 100

export const POST = answering(
  async (
    req: MedusaRequest<CreateMarkdownBody>,
    res: MedusaResponse<{ planned: PlannedMarkdown[]; count: number }>
  ) => {
    const draft = await withMarkedItem(req.scope, req.validatedBody)
    const page = { limit: PREVIEWED, offset: 0 }
    const [planned, count] = await previewMarkdown(req.scope, draft, page)
    res.json({ planned, count })
  }
)
