import type { PostGoodsReceiptBody } from "../../../../http-contract/goods-receipt"
import { postGoodsReceiptWorkflow } from "../../../../workflows/documents"
import { listDocuments, postDocument } from "../../../document-routes"

export const GET = listDocuments("goods_receipt")
export const POST = postDocument<PostGoodsReceiptBody>("goods_receipt", postGoodsReceiptWorkflow)
