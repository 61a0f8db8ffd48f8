import { transform, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import {
  detachLocationsFromSalesChannelsStep,
  useQueryGraphStep,
} from "@medusajs/medusa/core-flows"

interface Place {
  stock_location_id: string
  direction: string
  purpose: string
}

interface Located {
  sales_channels?: ({ id: string } | null)[] | null
}

/** Takes a location of a customer or of hired goods out of the sales channels it was in: its goods are not ours to sell. */
export const closeStorefronts = (warehouse: WorkflowData<Place>): void => {
  const channels = useQueryGraphStep({
    entity: "stock_location",
    fields: ["id", "sales_channels.id"],
    filters: transform(warehouse, ({ stock_location_id: id }) => ({ id })),
  }).config({ name: "consignment-find-storefronts" })
  detachLocationsFromSalesChannelsStep(transform({ warehouse, channels }, toLinks))
}

const toLinks = ({ warehouse, channels }: { warehouse: Place; channels: { data: Located[] } }) => ({
  links:
    warehouse.direction === "outbound" || warehouse.purpose === "hire"
      ? channels.data
          .flatMap((location) => location.sales_channels ?? [])
          .flatMap((channel) => channel?.id ?? [])
          .map((id) => ({ sales_channel_id: id, location_id: warehouse.stock_location_id }))
      : [],
})
