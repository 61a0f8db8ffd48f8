import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { toAnnouncement } from "../../../modules/consignment/domain/announcement"
import { createHookOnce } from "../../create-hook-once"
import { ConsignmentEvents } from "../../events"
import { checkReferencesStep } from "../../references/check-references"
import { toLoanReferences } from "../references"
import { postLoanStep, rehearseLoanStep, type PostLoanInput } from "../steps/post-loan"

export const postLoanWorkflowId = "consignment-post-loan"

/** Lends units of a hire warehouse; the hook runs before, as a loan is not undone. */
export const postLoanWorkflow = createWorkflow(
  postLoanWorkflowId,
  (input: WorkflowData<PostLoanInput>) => {
    checkReferencesStep(transform(input, toLoanReferences))
    const rehearsed = rehearseLoanStep(input)
    const { loan, warnings } = rehearsed
    const loanPosted = createHookOnce("loanPosted", rehearsed, { loan, warnings })
    const posted = postLoanStep(
      transform(
        { input, rehearsed },
        ({
          input: given,
          rehearsed: {
            loan: { id },
          },
        }) => ({
          ...given,
          id,
        })
      )
    )
    emitEventStep({
      eventName: ConsignmentEvents.LOAN_POSTED,
      data: transform(posted, ({ is_new: isNew, loan: { id } }) =>
        isNew ? [toAnnouncement(ConsignmentEvents.LOAN_POSTED, id).data] : []
      ),
    })
    return new WorkflowResponse(posted, { hooks: [loanPosted] })
  }
)
