import { readDocument } from "../../../../document-routes"

export const GET = readDocument("goods_issue_return")
