import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { DueSettlementAnswer } from "../../../modules/consignment/ledger/settling/settlement-calendar"
import { hostLevels } from "../../host/inventory/levels"
import { ledgerOf } from "../../posting/post-document"
import { toNoticeKey, type SettlementDraft, type SettlementReminder } from "../reminders"

export interface RemindOfSettlements {
  /** Default: now. */
  now?: string
}

export const takeSettlementRemindersStepId = "consignment-take-settlement-reminders"

/**
 * Finds what has come due, or overdue, since the last look, each with a draft of its settlement. Taking note of it is
 * one statement, so of several processes that look at the same time one tells it.
 */
export const takeSettlementRemindersStep = createStep(
  takeSettlementRemindersStepId,
  async ({ now = new Date().toISOString() }: RemindOfSettlements, { container }) => {
    const ledger = ledgerOf(container)
    const due = await ledger.listDueSettlements({}, now)
    const keys = await ledger.takeNotices(due.map(toNoticeKey))
    const taken = new Set(keys)
    const reminders: SettlementReminder[] = []
    for (const one of due.filter((candidate) => taken.has(toNoticeKey(candidate)))) {
      reminders.push({ ...one, draft: await draftOf(container, one) })
    }
    return new StepResponse(reminders, keys)
  },
  async (keys, { container }) => {
    if (keys) await ledgerOf(container).returnNotices(keys)
  }
)

/** A draft that cannot be made keeps nobody from being reminded. */
const draftOf = async (
  container: MedusaContainer,
  due: DueSettlementAnswer
): Promise<SettlementDraft | null> => {
  const { contractor_id, direction, currency_code, due_at: dueAt } = due
  const now = new Date().toISOString()
  const cutOff = dueAt < now ? dueAt : now
  return await ledgerOf(container)
    .previewSettlement({ contractor_id, direction, currency_code, cut_off: cutOff }, hostLevels)
    .then(({ net_value, amount, lines }) => ({ net_value, amount, lines: lines.length }))
    .catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : JSON.stringify(error)
      container
        .resolve<Logger>(ContainerRegistrationKeys.LOGGER)
        .warn(`consignment: no draft of the settlement ${due.id}: ${reason}`)
      return null
    })
}
