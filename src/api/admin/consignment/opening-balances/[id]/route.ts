import { readDocument } from "../../../../document-routes"

export const GET = readDocument("opening_balance")
