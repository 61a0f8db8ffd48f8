import { readDocument } from "../../../../document-routes"

export const GET = readDocument("warehouse_transfer")
