import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { ReturnLoan } from "../../../modules/consignment/loans/return-loan"
import { createHookOnce } from "../../create-hook-once"
import { ConsignmentEvents } from "../../events"
import { rehearseReturnStep, returnLoanStep } from "../steps/return-loan"

export const returnLoanWorkflowId = "consignment-return-loan"

/** Takes back what a borrower returns; the hook runs before, as a return is not undone. */
export const returnLoanWorkflow = createWorkflow(
  returnLoanWorkflowId,
  (command: WorkflowData<ReturnLoan>) => {
    const rehearsed = rehearseReturnStep(command)
    const loanReturned = createHookOnce("loanReturned", rehearsed, { loan: rehearsed.loan })
    const returned = returnLoanStep(command)
    emitEventStep({
      eventName: ConsignmentEvents.LOAN_RETURNED,
      data: transform(returned, ({ events }) => events),
    })
    return new WorkflowResponse(
      transform(returned, ({ loan }) => loan),
      { hooks: [loanReturned] }
    )
  }
)
