import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { ledgerOf } from "../../posting/post-document"
import { toDeliveryKey, toSilenceKey, type CustomerReminders } from "../reminders"

export interface RemindOfCustomers {
  /** Default: now. */
  now?: string
}

export const takeCustomerRemindersStepId = "consignment-take-customer-reminders"

/** Finds what has come due at customers, and takes note of what nobody was told of yet. */
export const takeCustomerRemindersStep = createStep(
  takeCustomerRemindersStepId,
  async ({ now = new Date().toISOString() }: RemindOfCustomers, { container }) => {
    const ledger = ledgerOf(container)
    const deliveries = await ledger.listDueDeliveries(now)
    const shops = await ledger.readSilentShops(null, now)
    const keys = await ledger.takeNotices([
      ...deliveries.map(toDeliveryKey),
      ...shops.map(toSilenceKey),
    ])
    const taken = new Set(keys)
    const reminders: CustomerReminders = {
      deliveries: deliveries.filter((delivery) => taken.has(toDeliveryKey(delivery))),
      silent_shops: shops.filter((shop) => taken.has(toSilenceKey(shop))),
    }
    return new StepResponse(reminders, keys)
  },
  async (keys, { container }) => {
    if (keys) await ledgerOf(container).returnNotices(keys)
  }
)
