import type { PostOpeningBalance } from "../../../modules/consignment/ledger/documents/post-opening-balance"
import { hostLevels } from "../../host/levels"
import { createPostingStep, type NamingItems } from "../../host/post-document"

export type PostOpeningBalanceInput = NamingItems<PostOpeningBalance>

export const postOpeningBalanceStepId = "consignment-post-opening-balance"

/** Posts an opening balance. */
export const postOpeningBalanceStep = createPostingStep<PostOpeningBalanceInput>(
  postOpeningBalanceStepId,
  (ledger, command) => ledger.postOpeningBalance(command, hostLevels)
)
