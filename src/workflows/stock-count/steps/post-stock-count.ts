import type { PostStockCount } from "../../../modules/consignment/ledger/documents/post-stock-count"
import { hostLevels } from "../../host/levels"
import { createPostingStep, type NamingItems } from "../../host/post-document"

export type PostStockCountInput = NamingItems<PostStockCount>

export const postStockCountStepId = "consignment-post-stock-count"

/** Posts a stock count. */
export const postStockCountStep = createPostingStep<PostStockCountInput>(
  postStockCountStepId,
  (ledger, command) => ledger.postStockCount(command, hostLevels)
)
