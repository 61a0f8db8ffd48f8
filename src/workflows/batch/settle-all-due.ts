import type { MedusaContainer } from "@medusajs/framework/types"
import type { DueSettlementAnswer } from "../../modules/consignment/ledger/settling/settlement-calendar"
import { hostLevels } from "../host/inventory/levels"
import { ledgerOf } from "../posting/post-document"
import { closeSettlementWorkflow } from "../settlement"
import { doEach, pick, toProblem } from "./do-each"

interface SettleAllDue {
  ids?: string[]
  idempotency_key?: string
  created_by?: string | null
}

const toCommand = ({ contractor_id, direction, currency_code, cut_off }: DueSettlementAnswer) => ({
  contractor_id,
  direction,
  currency_code,
  cut_off,
})

/** The preview of closing each settlement that is due, or the reason why it cannot be closed. */
export const planAllDue = async (container: MedusaContainer) => {
  const ledger = ledgerOf(container)
  const planned = []
  for (const due of await ledger.listDueSettlements()) {
    const rehearsed = await ledger
      .rehearseSettlement(toCommand(due), hostLevels)
      .then(({ amount, net_value }) => ({ amount, net_value, problem: null }))
      .catch((error: unknown) => ({ amount: null, net_value: null, problem: toProblem(error) }))
    planned.push({ ...due, ...rehearsed })
  }
  return planned
}

/** Closes each settlement that is due; one that is refused is left as it was. */
export const settleAllDue = async (
  container: MedusaContainer,
  { ids, idempotency_key: key, created_by: createdBy }: SettleAllDue
) => {
  const due = await ledgerOf(container).listDueSettlements()
  const { picked, failed } = pick(due, ids, "The settlement is not due, or it is closed already.")
  const closed = await doEach(picked, async (one) => {
    const { result } = await closeSettlementWorkflow(container).run({
      input: {
        ...toCommand(one),
        ...(key === undefined ? {} : { idempotency_key: `${key}:${one.id}` }),
        created_by: createdBy,
      },
    })
    return result.settlement
  })
  return { settlements: closed.done, failed: [...failed, ...closed.failed] }
}
