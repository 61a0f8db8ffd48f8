import { readDocument } from "../../../../document-routes"

export const GET = readDocument("internal_issue")
