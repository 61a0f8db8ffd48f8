import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { ledgerOf } from "../../posting/post-document"

export const removeMarkdownStepId = "consignment-remove-markdown"

/** Throws: NOT_FOUND. */
export const removeMarkdownStep = createStep(
  removeMarkdownStepId,
  async (id: string, { container }) => {
    const markdown = await ledgerOf(container).markdowns.remove(id)
    return new StepResponse(markdown, id)
  },
  async (id, { container }) => {
    if (id) await ledgerOf(container).markdowns.restore(id, { deleted_at: null })
  }
)
