import type { PostTakeBack } from "../../../modules/consignment/ledger/documents/post-take-back"
import { hostLevels } from "../../host/levels"
import { createPostingStep, type NamingItems } from "../../host/post-document"

export type PostTakeBackInput = NamingItems<PostTakeBack>

export const postTakeBackStepId = "consignment-post-take-back"

/** Posts a take-back. */
export const postTakeBackStep = createPostingStep<PostTakeBackInput>(
  postTakeBackStepId,
  (ledger, command) => ledger.postTakeBack(command, hostLevels)
)
