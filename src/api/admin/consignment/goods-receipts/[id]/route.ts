import { readDocument } from "../../../../document-routes"

export const GET = readDocument("goods_receipt")
