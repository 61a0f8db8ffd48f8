import { reverseDocument } from "../../../../../document-routes"

export const POST = reverseDocument("opening_balance")
