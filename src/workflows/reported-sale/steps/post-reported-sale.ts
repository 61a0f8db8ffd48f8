import type { PostReportedSale } from "../../../modules/consignment/ledger/documents/post-reported-sale"
import { hostLevels } from "../../host/levels"
import { createPostingStep, type NamingItems } from "../../host/post-document"
import { withPricesAtSale } from "../../host/sale-prices"

export type PostReportedSaleInput = NamingItems<PostReportedSale>

export const postReportedSaleStepId = "consignment-post-reported-sale"

/** Posts a reported sale. */
export const postReportedSaleStep = createPostingStep<PostReportedSaleInput>(
  postReportedSaleStepId,
  (ledger, command) => ledger.postReportedSale(command, hostLevels),
  withPricesAtSale
)
