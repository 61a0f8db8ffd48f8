import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { SettleCommand } from "../../../modules/consignment/ledger/settling/settle"
import { hostLevels } from "../../host/levels"
import { ledgerOf } from "../../host/post-document"

export const closeSettlementStepId = "consignment-close-settlement"

/** Closes the period. Undone by cancelling the settlement; its number stays used. */
export const closeSettlementStep = createStep(
  closeSettlementStepId,
  async (command: SettleCommand, { container }) => {
    const closed = await ledgerOf(container).closeSettlement(command, hostLevels)
    return new StepResponse(closed, closed.is_new ? closed.settlement.id : null)
  },
  async (settlementId, { container }) => {
    if (!settlementId) return
    await ledgerOf(container).cancelSettlement({ settlement_id: settlementId, frees_key: true })
  }
)
