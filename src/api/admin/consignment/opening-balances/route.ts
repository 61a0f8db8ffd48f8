import type { PostOpeningBalanceBody } from "../../../../http-contract/inbound-documents"
import { postOpeningBalanceWorkflow } from "../../../../workflows/documents"
import { listDocuments, postDocument } from "../../../document-routes"

export const GET = listDocuments("opening_balance")
export const POST = postDocument<PostOpeningBalanceBody>(
  "opening_balance",
  postOpeningBalanceWorkflow
)
