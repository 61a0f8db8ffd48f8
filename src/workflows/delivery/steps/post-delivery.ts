import type { PostDelivery } from "../../../modules/consignment/ledger/documents/post-delivery"
import { hostLevels } from "../../host/levels"
import { createPostingStep, type NamingItems } from "../../host/post-document"
import { withSalePrices } from "../../host/sale-prices"

export type PostDeliveryInput = NamingItems<PostDelivery>

export const postDeliveryStepId = "consignment-post-delivery"

/** Posts a delivery. */
export const postDeliveryStep = createPostingStep<PostDeliveryInput>(
  postDeliveryStepId,
  (ledger, command) => ledger.postDelivery(command, hostLevels),
  withSalePrices
)
