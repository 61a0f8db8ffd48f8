import { readDocument } from "../../../../document-routes"

export const GET = readDocument("take_back")
