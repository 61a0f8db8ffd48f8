import type { CreateNotificationDTO } from "@medusajs/framework/types"
import type { DueSettlementAnswer } from "../../modules/consignment/ledger/settling/settlement-calendar"
import { ConsignmentEvents } from "../events"

/** Previews a settlement as it would be closed now. */
export interface SettlementDraft {
  net_value: string
  amount: string
  lines: number
}

/** A settlement that has come due, or overdue, since the last look. */
export interface SettlementReminder extends DueSettlementAnswer {
  draft: SettlementDraft | null
}

const SETTLEMENT_DUE = "consignment-settlement-due"
const SETTLEMENT_OVERDUE = "consignment-settlement-overdue"

const templateOf = ({ is_overdue: isOverdue }: DueSettlementAnswer): string =>
  isOverdue ? SETTLEMENT_OVERDUE : SETTLEMENT_DUE

/** The key that makes a reminder happen once: an agreement's cut-off is told when it is due, and again when it is overdue. */
export const toNoticeKey = (due: DueSettlementAnswer): string => `${templateOf(due)}:${due.id}`

/** One e-mail for each reminder whose agreement names an address. */
export const toReminderNotifications = (reminders: SettlementReminder[]): CreateNotificationDTO[] =>
  reminders.flatMap((reminder) =>
    reminder.notification_email === null
      ? []
      : {
          to: reminder.notification_email,
          channel: "email",
          template: templateOf(reminder),
          data: { ...reminder },
          trigger_type: reminder.is_overdue
            ? ConsignmentEvents.SETTLEMENT_OVERDUE
            : ConsignmentEvents.SETTLEMENT_DUE,
          resource_id: reminder.agreement_id,
          resource_type: "consignment_agreement",
          idempotency_key: toNoticeKey(reminder),
        }
  )

const toEvents = (reminders: SettlementReminder[]) =>
  reminders.map(({ agreement_id: id, ...reminder }) => ({
    id,
    contractor_id: reminder.contractor_id,
    direction: reminder.direction,
    currency_code: reminder.currency_code,
    cut_off: reminder.cut_off,
  }))

export const toDueEvents = (reminders: SettlementReminder[]) =>
  toEvents(reminders.filter((reminder) => !reminder.is_overdue))

export const toOverdueEvents = (reminders: SettlementReminder[]) =>
  toEvents(reminders.filter((reminder) => reminder.is_overdue))
