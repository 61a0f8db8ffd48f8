import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { CreateMarkdown } from "../../../modules/consignment/markdowns/markdowns"
import { ledgerOf } from "../../posting/post-document"
import { withMarkedItem } from "../with-marked-item"

export type CreateMarkdownInput = Omit<CreateMarkdown, "inventory_item_id" | "sku"> & {
  inventory_item_id?: string
  sku?: string
}

export const createMarkdownStepId = "consignment-create-markdown"

/** Throws: INVALID_DATA, UNKNOWN_ITEM. */
export const createMarkdownStep = createStep(
  createMarkdownStepId,
  async (input: CreateMarkdownInput, { container }) => {
    const command = await withMarkedItem(container, input)
    const markdown = await ledgerOf(container).markdowns.create(command)
    return new StepResponse(markdown, markdown.id)
  },
  async (id, { container }) => {
    if (id) await ledgerOf(container).markdowns.remove(id)
  }
)
