import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { UpdateMarkdown } from "../../../modules/consignment/markdowns/markdowns"
import { ledgerOf } from "../../posting/post-document"

export const updateMarkdownStepId = "consignment-update-markdown"

/** Throws: NOT_FOUND, INVALID_DATA. */
export const updateMarkdownStep = createStep(
  updateMarkdownStepId,
  async (change: UpdateMarkdown, { container }) => {
    const { markdown, before } = await ledgerOf(container).markdowns.update(change)
    return new StepResponse(markdown, { id: markdown.id, before })
  },
  async (undo, { container }) => {
    if (undo) await ledgerOf(container).markdowns.restore(undo.id, undo.before)
  }
)
