import type { PostConsignorReturnBody } from "../../../../http-contract/inbound-documents"
import { postConsignorReturnWorkflow } from "../../../../workflows/documents"
import { listDocuments, postDocument } from "../../../document-routes"

export const GET = listDocuments("consignor_return")
export const POST = postDocument<PostConsignorReturnBody>(
  "consignor_return",
  postConsignorReturnWorkflow
)
