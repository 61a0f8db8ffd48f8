import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createStep,
  StepResponse,
  transform,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { ReversibleType } from "../../modules/consignment/domain/kinds"
import type { PostGoodsIssueReturn } from "../../modules/consignment/ledger/documents/post-goods-issue-return"
import type { PostingFunction } from "../../modules/consignment/ledger/documents/posting-function"
import { hostLevels } from "../host/inventory/levels"
import { announcePosted } from "../posting/announce"
import {
  ledgerOf,
  postUnderLocks,
  reverseIfPosted,
  toPostedPaper,
  type PostedDocument,
} from "../posting/post-document"
import { checkReferencesStep, toReferences } from "../references/check-references"

/** Posts a return under the host's locks of the items that the document has issued. */
export const postReturnUnderLocks = async (
  container: MedusaContainer,
  issue: { id: string; type: ReversibleType },
  post: PostingFunction<PostGoodsIssueReturn>,
  command: PostGoodsIssueReturn
): Promise<PostedDocument> => {
  const itemIds = await ledgerOf(container).listItemsOfDocument(issue.id, issue.type)
  return await postUnderLocks(container, itemIds, (ledger) =>
    ledger.postDocument(post, command, hostLevels)
  )
}

/** A step that posts a return to an issue, and is undone by a reversal. */
export const createReturnStep = (
  stepId: string,
  type: "goods_issue" | "internal_issue",
  post: PostingFunction<PostGoodsIssueReturn>
) =>
  createStep(
    stepId,
    async (command: PostGoodsIssueReturn, { container }) => {
      const issue = { id: command.goods_issue_id, type }
      const posted = await postReturnUnderLocks(container, issue, post, command)
      return new StepResponse(posted, toPostedPaper(posted))
    },
    reverseIfPosted
  )

/** The part of a return's flow before its hook. */
export const postReturn = (
  step: ReturnType<typeof createReturnStep>,
  eventName: string,
  command: WorkflowData<PostGoodsIssueReturn>
) => {
  checkReferencesStep(
    transform(command, ({ stock_location_id: id }) =>
      toReferences("stock_location", { stock_location_id: id })
    )
  )
  const posted = step(command)
  announcePosted(eventName, posted)
  return posted
}
