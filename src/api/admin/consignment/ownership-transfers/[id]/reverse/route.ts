import { reverseDocument } from "../../../../../document-routes"

export const POST = reverseDocument("ownership_transfer")
