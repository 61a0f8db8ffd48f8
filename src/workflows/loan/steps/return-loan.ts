import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { ReturnLoan } from "../../../modules/consignment/loans/return-loan"
import { hostLevels } from "../../host/inventory/levels"
import { withItemLocks } from "../../host/inventory/locks"
import { ledgerOf } from "../../posting/post-document"

export const rehearseReturnStepId = "consignment-rehearse-loan-return"

/** Tells what the loan will be, before the return that nothing undoes. */
export const rehearseReturnStep = createStep(
  rehearseReturnStepId,
  async (command: ReturnLoan, { container }) =>
    new StepResponse(await ledgerOf(container).loans.rehearseReturn(command, hostLevels))
)

export const returnLoanStepId = "consignment-return-loan"

/** Units come back from a borrower. It comes last in its flow: units are lent again, the return is not undone. */
export const returnLoanStep = createStep(
  returnLoanStepId,
  async (command: ReturnLoan, { container }) => {
    const { loans } = ledgerOf(container)
    const { lines } = await loans.retrieve(command.loan_id)
    const { event, loan } = await withItemLocks(
      container,
      lines.map((line) => line.inventory_item_id),
      () => loans.return(command, hostLevels)
    )
    return new StepResponse({ events: event ? [event.data] : [], loan })
  }
)
