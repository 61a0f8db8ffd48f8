import type { PostRevaluation } from "../../../modules/consignment/ledger/documents/post-revaluation"
import { hostLevels } from "../../host/levels"
import { createPostingStep, type NamingItems } from "../../host/post-document"

export type PostRevaluationInput = NamingItems<PostRevaluation>

export const postRevaluationStepId = "consignment-post-revaluation"

/** Posts a revaluation. */
export const postRevaluationStep = createPostingStep<PostRevaluationInput>(
  postRevaluationStepId,
  (ledger, command) => ledger.postRevaluation(command, hostLevels)
)
