import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Deleted } from "../../../../../http-contract/common"
import type { OneParameters } from "../../../../../http-contract/list"
import type { Markdown, UpdateMarkdownBody } from "../../../../../http-contract/markdown"
import { deleteMarkdownWorkflow, updateMarkdownWorkflow } from "../../../../../workflows/markdown"
import { readMarkdown } from "../../../../../workflows/markdown/read-markdowns"
import { answering } from "../../../../answering"
import { pickFields } from "../../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, OneParameters>,
    res: MedusaResponse<{ markdown: Partial<Markdown> }>
  ) => {
    const markdown = await readMarkdown(req.scope, req.params.id ?? "")
    res.json({ markdown: pickFields(markdown, req.validatedQuery.fields) })
  }
)

export const POST = answering(
  async (req: MedusaRequest<UpdateMarkdownBody>, res: MedusaResponse<{ markdown: Markdown }>) => {
    const { result } = await updateMarkdownWorkflow(req.scope).run({
      input: { ...req.validatedBody, id: req.params.id ?? "" },
    })
    res.json({ markdown: await readMarkdown(req.scope, result.id) })
  }
)

export const DELETE = answering(
  async (req: MedusaRequest, res: MedusaResponse<Deleted<"markdown">>) => {
    const { id = "" } = req.params
    await deleteMarkdownWorkflow(req.scope).run({ input: id })
    res.json({ id, object: "markdown", deleted: true })
  }
)
