import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import {
  postInternalIssue,
  type PostGoodsIssue,
} from "../../modules/consignment/ledger/documents/post-goods-issue"
import { createHookOnce } from "../create-hook-once"
import { toGoodsIssueReferences } from "./issue-references"
import { ConsignmentEvents } from "../events"
import { announcePosted } from "../posting/announce"
import { createPostingStep, type NamingItems } from "../posting/post-document"
import { checkReferencesStep } from "../references/check-references"

export type PostInternalIssueInput = NamingItems<PostGoodsIssue>

export const postInternalIssueStepId = "consignment-post-internal-issue"

/** Posts an internal issue. */
export const postInternalIssueStep = createPostingStep<PostInternalIssueInput>(
  postInternalIssueStepId,
  "internal_issue",
  postInternalIssue
)

export const postInternalIssueWorkflowId = "consignment-post-internal-issue"

/** Issues goods for our own use: samples, scrap, the shop itself. */
export const postInternalIssueWorkflow = createWorkflow(
  postInternalIssueWorkflowId,
  (input: WorkflowData<PostInternalIssueInput>) => {
    checkReferencesStep(transform(input, toGoodsIssueReferences))
    const posted = postInternalIssueStep(input)
    announcePosted(ConsignmentEvents.INTERNAL_ISSUE_POSTED, posted)
    const internalIssuePosted = createHookOnce("internalIssuePosted", posted, {
      internal_issue: posted.document,
    })
    return new WorkflowResponse(posted, { hooks: [internalIssuePosted] })
  }
)
