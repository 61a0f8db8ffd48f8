import type { PostGoodsIssueBody } from "../../../../http-contract/goods-issue"
import { postGoodsIssueWorkflow } from "../../../../workflows/documents"
import { listDocuments, postDocument } from "../../../document-routes"

export const GET = listDocuments("goods_issue")
export const POST = postDocument<PostGoodsIssueBody>("goods_issue", postGoodsIssueWorkflow)
