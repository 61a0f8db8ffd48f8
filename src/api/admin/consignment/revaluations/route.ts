import type { PostRevaluationBody } from "../../../../http-contract/inbound-documents"
import { postRevaluationWorkflow } from "../../../../workflows/documents"
import { listDocuments, postDocument } from "../../../document-routes"

export const GET = listDocuments("revaluation")
export const POST = postDocument<PostRevaluationBody>("revaluation", postRevaluationWorkflow)
