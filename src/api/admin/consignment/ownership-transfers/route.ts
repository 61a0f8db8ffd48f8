import type { PostOwnershipTransferBody } from "../../../../http-contract/inbound-documents"
import { postOwnershipTransferWorkflow } from "../../../../workflows/documents"
import { listDocuments, postDocument } from "../../../document-routes"

export const GET = listDocuments("ownership_transfer")
export const POST = postDocument<PostOwnershipTransferBody>(
  "ownership_transfer",
  postOwnershipTransferWorkflow
)
