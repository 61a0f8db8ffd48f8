import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { PostCountedTakeBack } from "../../../modules/consignment/ledger/documents/counted-take-back"
import { hostLevels } from "../../host/levels"
import { withItemLocks } from "../../host/locks"
import { ledgerOf, reverseIfPosted, withItems, type NamingItems } from "../../host/post-document"
import { withPricesAtSale } from "../../host/sale-prices"

export type PostCountedTakeBackInput = NamingItems<PostCountedTakeBack>

export const postCountedTakeBackStepId = "consignment-post-counted-take-back"

/** Posts a count at a customer; undone by reversals, the latest paper first. */
export const postCountedTakeBackStep = createStep(
  postCountedTakeBackStepId,
  async (input: PostCountedTakeBackInput, { container }) => {
    const lines = await withItems(container, input.lines)
    const itemIds = lines.map((line) => line.inventory_item_id)
    const command = await withPricesAtSale(container, { ...input, lines })
    const posted = await withItemLocks(container, itemIds, () =>
      ledgerOf(container).postCountedTakeBack(command, hostLevels)
    )
    const papers = [posted.take_back, posted.stock_count, posted.reported_sale].flatMap(
      (document) => (document ? { document_id: document.id, type: document.type } : [])
    )
    return new StepResponse(posted, posted.is_new ? papers : [])
  },
  async (papers, { container }) => {
    for (const paper of papers ?? []) await reverseIfPosted(paper, { container })
  }
)
