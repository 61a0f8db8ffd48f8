import type { CreateNotificationDTO } from "@medusajs/framework/types"
import { ConsignmentEvents } from "../events"
import type { FoundDifference } from "./steps/take-differences"

/** One e-mail for each warehouse with an address. */
export const toDifferenceNotifications = (found: FoundDifference[]): CreateNotificationDTO[] => {
  const addresses = [...new Set(found.flatMap((one) => one.notification_email ?? []))]
  return addresses.map((address) => ({
    to: address,
    channel: "email",
    template: "consignment-difference-found",
    data: { differences: found.filter((one) => one.notification_email === address) },
    trigger_type: ConsignmentEvents.DIFFERENCE_FOUND,
    resource_type: "consignment_warehouse",
  }))
}

export const toDifferenceEvents = (found: FoundDifference[]) =>
  found.map(({ inventory_item_id: id, stock_location_id, difference }) => ({
    id,
    stock_location_id,
    difference,
  }))
