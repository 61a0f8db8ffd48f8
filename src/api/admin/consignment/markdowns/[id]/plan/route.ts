import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type {
  MarkdownPlanParameters,
  PlannedMarkdown,
} from "../../../../../../http-contract/markdown"
import { planMarkdown } from "../../../../../../workflows/markdown/read-markdowns"
import { answering } from "../../../../../answering"
import type { Page } from "../../../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, MarkdownPlanParameters>,
    res: MedusaResponse<Page<"planned", PlannedMarkdown>>
  ) => {
    const { limit, offset } = req.validatedQuery
    const [planned, count] = await planMarkdown(req.scope, req.params.id ?? "", { limit, offset })
    res.json({ planned, count, offset, limit })
  }
)
