import { readDocument } from "../../../../document-routes"

export const GET = readDocument("ownership_transfer")
