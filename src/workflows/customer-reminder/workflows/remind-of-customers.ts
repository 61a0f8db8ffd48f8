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
import {
  toCustomerNotifications,
  toGoodsDueEvents,
  toGoodsOverdueEvents,
  toReportMissingEvents,
} from "../reminders"
import { takeCustomerRemindersStep, type RemindOfCustomers } from "../steps/take-customer-reminders"

export const remindOfCustomersWorkflowId = "consignment-remind-of-customers"

/** Announces once each: goods that are due back, overdue goods, and customers who report nothing. */
export const remindOfCustomersWorkflow = createWorkflow(
  remindOfCustomersWorkflowId,
  (input: WorkflowData<RemindOfCustomers>) => {
    const reminders = takeCustomerRemindersStep(input)
    // Comes before the e-mails, which nothing takes back.
    const customersReminded = createHook("customersReminded", { reminders })
    sendNotificationsStep(transform(reminders, toCustomerNotifications))
    parallelize(
      emitEventStep({
        eventName: ConsignmentEvents.DELIVERY_DUE,
        data: transform(reminders, toGoodsDueEvents),
      }),
      emitEventStep({
        eventName: ConsignmentEvents.DELIVERY_OVERDUE,
        data: transform(reminders, toGoodsOverdueEvents),
      }).config({ name: "emit-overdue-deliveries" }),
      emitEventStep({
        eventName: ConsignmentEvents.REPORT_MISSING,
        data: transform(reminders, toReportMissingEvents),
      }).config({ name: "emit-missing-reports" })
    )
    return new WorkflowResponse(reminders, { hooks: [customersReminded] })
  }
)
