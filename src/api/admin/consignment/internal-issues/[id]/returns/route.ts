import type { PostGoodsIssueReturnBody } from "../../../../../../http-contract/goods-issue"
import { postInternalIssueReturnWorkflow } from "../../../../../../workflows/documents"
import { postReturn } from "../../../../../document-routes"

export const POST = postReturn<PostGoodsIssueReturnBody, "goods_issue_id">(
  "internal_issue_return",
  "goods_issue_id",
  postInternalIssueReturnWorkflow
)
