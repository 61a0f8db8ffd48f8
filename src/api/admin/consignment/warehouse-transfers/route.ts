import type { PostWarehouseTransferBody } from "../../../../http-contract/inbound-documents"
import { postWarehouseTransferWorkflow } from "../../../../workflows/documents"
import { listDocuments, postDocument } from "../../../document-routes"

export const GET = listDocuments("warehouse_transfer")
export const POST = postDocument<PostWarehouseTransferBody>(
  "warehouse_transfer",
  postWarehouseTransferWorkflow
)
