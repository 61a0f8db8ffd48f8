import { readDocument } from "../../../../document-routes"

export const GET = readDocument("consignor_return")
