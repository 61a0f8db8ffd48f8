import {
  createStep,
  StepResponse,
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { PostAnnounced } from "../../modules/consignment/loans/announced-take-backs"
import { ConsignmentEvents } from "../events"
import { hostLevels } from "../host/inventory/levels"
import { withItemLocks } from "../host/inventory/locks"
import { announcePosted } from "../posting/announce"
import { ledgerOf } from "../posting/post-document"

export const postAnnouncedTakeBackStepId = "consignment-post-announced-take-back"

/** Posts what arrived of a return that the other store has announced. It comes last in its flow: the documents it posts are reversed by themselves. */
export const postAnnouncedTakeBackStep = createStep(
  postAnnouncedTakeBackStepId,
  async (command: PostAnnounced, { container }) => {
    const ledger = ledgerOf(container)
    const itemIds = await ledger.loans.itemsOf(command.take_back_id)
    const posted = await withItemLocks(container, itemIds, () =>
      ledger.loans.postAnnounced(command, hostLevels)
    )
    return new StepResponse(posted)
  }
)

export const postAnnouncedTakeBackWorkflowId = "consignment-post-announced-take-back"

/** Posts what arrived of a return that the other store has announced. */
export const postAnnouncedTakeBackWorkflow = createWorkflow(
  postAnnouncedTakeBackWorkflowId,
  (command: WorkflowData<PostAnnounced>) => {
    const posted = postAnnouncedTakeBackStep(command)
    announcePosted(ConsignmentEvents.TAKE_BACK_POSTED, posted)
    return new WorkflowResponse(transform(posted, ({ document }) => document))
  }
)
