import type { PostStockCountBody } from "../../../../http-contract/inbound-documents"
import { postStockCountWorkflow } from "../../../../workflows/documents"
import { listDocuments, postDocument } from "../../../document-routes"

export const GET = listDocuments("stock_count")
export const POST = postDocument<PostStockCountBody>("stock_count", postStockCountWorkflow)
