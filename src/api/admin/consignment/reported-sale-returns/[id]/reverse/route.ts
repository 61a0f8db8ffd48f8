import { reverseDocument } from "../../../../../document-routes"

export const POST = reverseDocument("reported_sale_return")
