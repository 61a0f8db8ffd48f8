import type { PostTakeBackBody } from "../../../../http-contract/outbound-documents"
import { postTakeBackWorkflow } from "../../../../workflows/documents"
import { listDocuments, postDocument } from "../../../document-routes"

export const GET = listDocuments("take_back")
export const POST = postDocument<PostTakeBackBody>("take_back", postTakeBackWorkflow)
