import {
  createHook,
  createWorkflow,
  parallelize,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { ConsignmentEvents } from "../../events"
import { sendNotificationsStep } from "../../notification/steps/send-notifications"
import { toDueEvents, toOverdueEvents, toReminderNotifications } from "../reminders"
import {
  takeSettlementRemindersStep,
  type RemindOfSettlements,
} from "../steps/take-settlement-reminders"

export const remindOfSettlementsWorkflowId = "consignment-remind-of-settlements"

/** Tells once of each settlement that has come due, and once more when it is overdue. */
export const remindOfSettlementsWorkflow = createWorkflow(
  remindOfSettlementsWorkflowId,
  (input: WorkflowData<RemindOfSettlements>) => {
    const reminders = takeSettlementRemindersStep(input)
    // Comes before the e-mails, which nothing takes back.
    const settlementsDue = createHook("settlementsDue", { settlements: reminders })
    sendNotificationsStep(transform(reminders, toReminderNotifications))
    parallelize(
      emitEventStep({
        eventName: ConsignmentEvents.SETTLEMENT_DUE,
        data: transform(reminders, toDueEvents),
      }),
      emitEventStep({
        eventName: ConsignmentEvents.SETTLEMENT_OVERDUE,
        data: transform(reminders, toOverdueEvents),
      }).config({ name: "emit-overdue-settlements" })
    )
    return new WorkflowResponse(reminders, { hooks: [settlementsDue] })
  }
)
