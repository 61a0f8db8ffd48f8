import { reverseDocument } from "../../../../../document-routes"

export const POST = reverseDocument("goods_receipt")
