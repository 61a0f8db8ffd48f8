import { listDocuments } from "../../../document-routes"

export const GET = listDocuments("internal_issue_return")
