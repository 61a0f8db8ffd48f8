import type { PostGoodsIssue } from "../../../modules/consignment/ledger/documents/post-goods-issue"
import { hostLevels } from "../../host/levels"
import { createPostingStep, type NamingItems } from "../../host/post-document"

export type PostInternalIssueInput = NamingItems<PostGoodsIssue>

export const postInternalIssueStepId = "consignment-post-internal-issue"

/** Posts an internal issue. */
export const postInternalIssueStep = createPostingStep<PostInternalIssueInput>(
  postInternalIssueStepId,
  (ledger, command) => ledger.postInternalIssue(command, hostLevels)
)
