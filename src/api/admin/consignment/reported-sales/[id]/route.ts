import { readDocument } from "../../../../document-routes"

export const GET = readDocument("reported_sale")
