import { listDocuments } from "../../../document-routes"

export const GET = listDocuments("reported_sale_return")
