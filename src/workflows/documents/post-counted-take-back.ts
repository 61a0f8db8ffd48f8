import { InventoryLevelWorkflowEvents } from "@medusajs/framework/utils"
import {
  createStep,
  StepResponse,
  createWorkflow,
  parallelize,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { toAnnouncement } from "../../modules/consignment/domain/announcement"
import type { PostCountedTakeBack } from "../../modules/consignment/ledger/documents/counted-take-back"
import { createHookOnce } from "../create-hook-once"
import { ConsignmentEvents } from "../events"
import { hostLevels } from "../host/inventory/levels"
import { withItemLocks } from "../host/inventory/locks"
import { withPricesAtSale } from "../host/prices/sale-prices"
import { refuseLed, toLedRequest } from "../posting/led-first"
import { ledgerOf, reverseIfPosted, withItems, type NamingItems } from "../posting/post-document"
import { checkReferencesStep, toReferences } from "../references/check-references"

export type PostCountedTakeBackInput = NamingItems<PostCountedTakeBack>

export const postCountedTakeBackStepId = "consignment-post-counted-take-back"

/** Posts a count at a customer; undone by reversals, the latest paper first. */
export const postCountedTakeBackStep = createStep(
  postCountedTakeBackStepId,
  async (input: PostCountedTakeBackInput, { container }) => {
    await refuseLed(container, toLedRequest("stock_count", input))
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

export const postCountedTakeBackWorkflowId = "consignment-post-counted-take-back"

type Paper = { id: string } | null

/** A repeated call announces nothing. */
const toEvents = (name: string, { is_new: isNew }: { is_new: boolean }, paper: Paper) =>
  isNew && paper ? [toAnnouncement(name, paper.id).data] : []

/** Posts what a count at a customer says: what is missing as sold or lost, what was found, and what comes home. */
export const postCountedTakeBackWorkflow = createWorkflow(
  postCountedTakeBackWorkflowId,
  (input: WorkflowData<PostCountedTakeBackInput>) => {
    checkReferencesStep(
      transform(input, ({ to_stock_location_id: id }) =>
        toReferences("stock_location", { to_stock_location_id: id })
      )
    )
    const posted = postCountedTakeBackStep(input)
    parallelize(
      emitEventStep({
        eventName: ConsignmentEvents.REPORTED_SALE_POSTED,
        data: transform(posted, (made) =>
          toEvents(ConsignmentEvents.REPORTED_SALE_POSTED, made, made.reported_sale)
        ),
      }),
      emitEventStep({
        eventName: ConsignmentEvents.STOCK_COUNT_POSTED,
        data: transform(posted, (made) =>
          toEvents(ConsignmentEvents.STOCK_COUNT_POSTED, made, made.stock_count)
        ),
      }).config({ name: "emit-stock-count-of-take-back" }),
      emitEventStep({
        eventName: ConsignmentEvents.TAKE_BACK_POSTED,
        data: transform(posted, (made) =>
          toEvents(ConsignmentEvents.TAKE_BACK_POSTED, made, made.take_back)
        ),
      }).config({ name: "emit-counted-take-back" }),
      emitEventStep({
        eventName: InventoryLevelWorkflowEvents.UPDATED,
        data: transform(posted, ({ level_ids }) => level_ids.map((id) => ({ id }))),
      }).config({ name: "emit-levels-of-counted-take-back" })
    )
    const countedTakeBackPosted = createHookOnce("countedTakeBackPosted", posted, {
      reported_sale: posted.reported_sale,
      stock_count: posted.stock_count,
      take_back: posted.take_back,
    })
    return new WorkflowResponse(posted, { hooks: [countedTakeBackPosted] })
  }
)
