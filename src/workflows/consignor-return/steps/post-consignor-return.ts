import type { PostConsignorReturn } from "../../../modules/consignment/ledger/documents/post-consignor-return"
import { hostLevels } from "../../host/levels"
import { createPostingStep, type NamingItems } from "../../host/post-document"

export type PostConsignorReturnInput = NamingItems<PostConsignorReturn>

export const postConsignorReturnStepId = "consignment-post-consignor-return"

/** Posts a consignor return. */
export const postConsignorReturnStep = createPostingStep<PostConsignorReturnInput>(
  postConsignorReturnStepId,
  (ledger, command) => ledger.postConsignorReturn(command, hostLevels)
)
