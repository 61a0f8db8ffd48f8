import type { PostGoodsIssue } from "../../../modules/consignment/ledger/documents/post-goods-issue"
import { hostLevels } from "../../host/levels"
import { createPostingStep, type NamingItems } from "../../host/post-document"

export type PostGoodsIssueInput = NamingItems<PostGoodsIssue>

export const postGoodsIssueStepId = "consignment-post-goods-issue"

/** Posts a goods issue. */
export const postGoodsIssueStep = createPostingStep<PostGoodsIssueInput>(
  postGoodsIssueStepId,
  (ledger, command) => ledger.postGoodsIssue(command, hostLevels)
)
