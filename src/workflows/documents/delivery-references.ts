import { toReferences, type Reference } from "../references/check-references"

export const toDeliveryReferences = (command: {
  from_stock_location_id?: string
  order_id?: string | null
}): Reference[] => [
  ...toReferences("stock_location", { from_stock_location_id: command.from_stock_location_id }),
  ...toReferences("order", { order_id: command.order_id }),
]
