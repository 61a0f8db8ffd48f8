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

/** Tells once of goods that are to come home, of those that should have long been, and of customers who report nothing. */
export const remindOfCustomersWorkflow = createWorkflow(
  remindOfCustomersWorkflowId,
  (input: WorkflowData<RemindOfCustomers>) => {
    const reminders = takeCustomerRemindersStep(input)
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
    const customersReminded = createHook("customersReminded", { reminders })
    return new WorkflowResponse(reminders, { hooks: [customersReminded] })
  }
)
