import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { SettleCommand } from "../../../modules/consignment/ledger/settling/settle"
import { hostLevels } from "../../host/levels"
import { ledgerOf } from "../../host/post-document"
import { findUnfinished, finishFlows } from "../../host/unfinished/finish-flows"

export const closeSettlementStepId = "consignment-close-settlement"

/** Closes the period. Undone by cancelling the settlement; its number stays used. */
export const closeSettlementStep = createStep(
  closeSettlementStepId,
  async (command: SettleCommand, { container }) => {
    // What no order knows is not sold: it is undone, or becomes part of its order, before the period closes. Only what
    // was there when the close began is waited for: a busy shop always has something under way.
    const begun = await findUnfinished(container, { account: command })
    if (begun.length > 0) await finishFlows(container, { keys: begun.map((flow) => flow.key) })
    const closed = await ledgerOf(container).closeSettlement(command, hostLevels)
    return new StepResponse(closed, closed.is_new ? closed.settlement.id : null)
  },
  async (settlementId, { container }) => {
    if (!settlementId) return
    await ledgerOf(container).cancelSettlement({ settlement_id: settlementId, frees_key: true })
  }
)
