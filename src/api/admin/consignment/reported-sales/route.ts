import type { PostReportedSaleBody } from "../../../../http-contract/outbound-documents"
import { postReportedSaleWorkflow } from "../../../../workflows/documents"
import { listDocuments, postDocument } from "../../../document-routes"

export const GET = listDocuments("reported_sale")
export const POST = postDocument<PostReportedSaleBody>("reported_sale", postReportedSaleWorkflow)
