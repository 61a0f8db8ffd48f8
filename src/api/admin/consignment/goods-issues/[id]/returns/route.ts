import type { PostGoodsIssueReturnBody } from "../../../../../../http-contract/goods-issue"
import { postGoodsIssueReturnWorkflow } from "../../../../../../workflows/documents"
import { postReturn } from "../../../../../document-routes"

export const POST = postReturn<PostGoodsIssueReturnBody, "goods_issue_id">(
  "goods_issue_return",
  "goods_issue_id",
  postGoodsIssueReturnWorkflow
)
