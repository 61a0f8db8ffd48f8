import type {
  AuthenticatedMedusaRequest,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type {
  CreateMarkdownBody,
  Markdown,
  MarkdownListParameters,
} from "../../../../http-contract/markdown"
import { createMarkdownWorkflow } from "../../../../workflows/markdown"
import { listMarkdowns, readMarkdown } from "../../../../workflows/markdown/read-markdowns"
import { answering } from "../../../answering"
import { pickFields, type Page } from "../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, MarkdownListParameters>,
    res: MedusaResponse<Page<"markdowns", Markdown>>
  ) => {
    const { limit, offset, fields, ...filter } = req.validatedQuery
    const [markdowns, count] = await listMarkdowns(req.scope, filter, { limit, offset })
    const picked = markdowns.map((markdown) => pickFields(markdown, fields))
    res.json({ markdowns: picked, count, offset, limit })
  }
)

export const POST = answering(
  async (
    req: AuthenticatedMedusaRequest<CreateMarkdownBody>,
    res: MedusaResponse<{ markdown: Markdown }>
  ) => {
    const { result } = await createMarkdownWorkflow(req.scope).run({
      input: { ...req.validatedBody, created_by: req.auth_context.actor_id },
    })
    res.json({ markdown: await readMarkdown(req.scope, result.id) })
  }
)
