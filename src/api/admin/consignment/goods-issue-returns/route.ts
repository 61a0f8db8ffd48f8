import { listDocuments } from "../../../document-routes"

export const GET = listDocuments("goods_issue_return")
