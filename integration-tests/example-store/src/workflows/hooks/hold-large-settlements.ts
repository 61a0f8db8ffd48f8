// src/workflows/hooks/hold-large-settlements.ts
import { MedusaError } from "@medusajs/framework/utils"
import { closeSettlementWorkflow } from "medusa-plugin-consignment/workflows"

/** Whatever a hook throws undoes the settlement: the period is open again. */
closeSettlementWorkflow.hooks.settlementClosed(async ({ settlement }) => {
  if (parseFloat(settlement.amount) <= 1_000) return
  throw new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `${settlement.amount} ${settlement.currency_code} must be signed off first.`
  )
})
