import type { PostInternalIssueBody } from "../../../../http-contract/goods-issue"
import { postInternalIssueWorkflow } from "../../../../workflows/documents"
import { listDocuments, postDocument } from "../../../document-routes"

export const GET = listDocuments("internal_issue")
export const POST = postDocument<PostInternalIssueBody>("internal_issue", postInternalIssueWorkflow)
