import type { PostReportedSaleReturnBody } from "../../../../../../http-contract/outbound-documents"
import { postReportedSaleReturnWorkflow } from "../../../../../../workflows/documents"
import { postReturn } from "../../../../../document-routes"

export const POST = postReturn<PostReportedSaleReturnBody, "reported_sale_id">(
  "reported_sale_return",
  "reported_sale_id",
  postReportedSaleReturnWorkflow
)
