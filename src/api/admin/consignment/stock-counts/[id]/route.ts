import { readDocument } from "../../../../document-routes"

export const GET = readDocument("stock_count")
