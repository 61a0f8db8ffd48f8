import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { SettleCommand } from "../../../modules/consignment/ledger/settling/settle"
import { hostLevels } from "../../host/inventory/levels"
import { ledgerOf } from "../../posting/post-document"
import { findUnfinished, finishFlows } from "../../host/catch-up/unfinished/finish-flows"

export const closeSettlementStepId = "consignment-close-settlement"

/** Closes the period. Undone by cancelling the settlement; its number stays used. */
export const closeSettlementStep = createStep(
  closeSettlementStepId,
  async (command: SettleCommand, { container }) => {
    // An issue that no order knows is not sold: it is undone, or becomes part of its order, before the period closes. What is
    // issued from now on lies behind the cut-off, or is ended once the account is locked.
    const endFlows = (keys: string[]) => finishFlows(container, { keys })
    const { contractor_id, direction } = command
    const begun = await findUnfinished(container, { account: { contractor_id, direction } })
    if (begun.length > 0) await endFlows(begun.map((flow) => flow.key))
    const closed = await ledgerOf(container).closeSettlement(command, hostLevels, endFlows)
    return new StepResponse(closed, closed.is_new ? closed.settlement.id : null)
  },
  async (settlementId, { container }) => {
    if (!settlementId) return
    await ledgerOf(container).cancelSettlement({ settlement_id: settlementId, frees_key: true })
  }
)
