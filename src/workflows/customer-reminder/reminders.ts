import type { CreateNotificationDTO } from "@medusajs/framework/types"
import type {
  DueDelivery,
  SilentShop,
} from "../../modules/consignment/ledger/reading/customer-worklist"
import { ConsignmentEvents } from "../events"

/** Goods that came due at customers since the last run. */
export interface CustomerReminders {
  deliveries: DueDelivery[]
  silent_shops: SilentShop[]
}

const GOODS_DUE = "consignment-goods-due"
const GOODS_OVERDUE = "consignment-goods-overdue"
const REPORT_MISSING = "consignment-report-missing"

const isOverdue = ({ term }: DueDelivery): boolean => term === "overdue"

const templateOf = (delivery: DueDelivery): string =>
  isOverdue(delivery) ? GOODS_OVERDUE : GOODS_DUE

/** A note is announced when its goods are due back, and again when its days of grace are over. */
export const toDeliveryKey = (delivery: DueDelivery): string =>
  `${templateOf(delivery)}:${delivery.id}`

/** A shop is told once for each silence: a report begins another one. */
export const toSilenceKey = (shop: SilentShop): string =>
  `${REPORT_MISSING}:${shop.warehouse_id}:${shop.last_reported_at ?? shop.oldest_received_at}`

/** One e-mail for each reminder whose agreement names an address. */
export const toCustomerNotifications = ({
  deliveries,
  silent_shops: shops,
}: CustomerReminders): CreateNotificationDTO[] => [
  ...deliveries.flatMap((delivery) =>
    delivery.notification_email === null
      ? []
      : {
          to: delivery.notification_email,
          channel: "email",
          template: templateOf(delivery),
          data: { ...delivery },
          trigger_type: isOverdue(delivery)
            ? ConsignmentEvents.DELIVERY_OVERDUE
            : ConsignmentEvents.DELIVERY_DUE,
          resource_id: delivery.id,
          resource_type: "consignment_document",
          idempotency_key: toDeliveryKey(delivery),
        }
  ),
  ...shops.flatMap((shop) =>
    shop.notification_email === null
      ? []
      : {
          to: shop.notification_email,
          channel: "email",
          template: REPORT_MISSING,
          data: { ...shop },
          trigger_type: ConsignmentEvents.REPORT_MISSING,
          resource_id: shop.warehouse_id,
          resource_type: "consignment_warehouse",
          idempotency_key: toSilenceKey(shop),
        }
  ),
]

export const toGoodsDueEvents = ({ deliveries }: CustomerReminders) =>
  deliveries.filter((delivery) => !isOverdue(delivery)).map(({ id }) => ({ id }))

export const toGoodsOverdueEvents = ({ deliveries }: CustomerReminders) =>
  deliveries.filter(isOverdue).map(({ id }) => ({ id }))

export const toReportMissingEvents = ({ silent_shops: shops }: CustomerReminders) =>
  shops.map(({ warehouse_id: id }) => ({ id }))
