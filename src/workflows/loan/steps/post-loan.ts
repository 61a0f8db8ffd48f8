import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { newId } from "../../../modules/consignment/database/new-id"
import type { PostLoan } from "../../../modules/consignment/loans/post-loan"
import { hostLevels } from "../../host/inventory/levels"
import { withItemLocks } from "../../host/inventory/locks"
import { ledgerOf, withItems, withItemsOfLots, type NamingItems } from "../../posting/post-document"

export type PostLoanInput = NamingItems<PostLoan>

const toCommand = async (container: MedusaContainer, input: PostLoanInput): Promise<PostLoan> => ({
  ...input,
  lines: await withItems(container, await withItemsOfLots(container, input.lines)),
})

export const rehearseLoanStepId = "consignment-rehearse-loan"

/** Tells what the loan will be, before the posting that nothing undoes. */
export const rehearseLoanStep = createStep(
  rehearseLoanStepId,
  async (input: PostLoanInput, { container }) => {
    const command = { ...(await toCommand(container, input)), id: newId("csloan") }
    return new StepResponse(await ledgerOf(container).loans.rehearsePosting(command, hostLevels))
  }
)

export const postLoanStepId = "consignment-post-loan"

/** Lends units. It comes last in its flow: a loan is returned, not undone. */
export const postLoanStep = createStep(
  postLoanStepId,
  async (input: PostLoanInput, { container }) => {
    const ledger = ledgerOf(container)
    const command = await toCommand(container, input)
    const { is_new, loan, warnings } = await withItemLocks(
      container,
      command.lines.map((line) => line.inventory_item_id),
      () => ledger.loans.post(command, hostLevels)
    )
    return new StepResponse({ is_new, loan, warnings })
  }
)
