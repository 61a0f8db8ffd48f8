import { reverseDocument } from "../../../../../document-routes"

export const POST = reverseDocument("warehouse_transfer")
