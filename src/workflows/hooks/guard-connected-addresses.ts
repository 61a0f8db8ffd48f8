import type { IStockLocationService, StockLocationTypes } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { ledgerOf } from "../posting/post-document"
import { guardStep, resultOf } from "../host/steps/steps"

interface Change {
  selector: StockLocationTypes.FilterableStockLocationProps
  update: { address?: Record<string, unknown> | null; address_id?: string }
}

guardStep(
  "update-stock-locations-workflow",
  "upsert-stock-location-addresses-step",
  async ({ container, payload }) => {
    const { selector, update } = payload as Change
    const { address } = update
    if (!address) return
    const service = container.resolve<IStockLocationService>(Modules.STOCK_LOCATION)
    const locations = await service.listStockLocations(selector, {
      relations: ["address"],
      take: null,
    })
    const changed = locations.filter((location) => differs(address, location.address ?? {}))
    await ledgerOf(container).peers.guardAddresses(changed.map(({ id }) => id))
  }
)

interface OrderUpdate {
  id: string
  shipping_address?: Record<string, unknown> | null
}

/** Goods of an order that were delivered to a connected store went to the order's address. */
guardStep("update-order-workflow", "update-order-validation", async (args) => {
  const { id, shipping_address: address } = args.payload as OrderUpdate
  if (!address) return
  const found = resultOf<{ data: OrderUpdate[] }>(args, "order-query")
  if (!differs(address, found?.data[0]?.shipping_address ?? {})) return
  await ledgerOf(args.container).peers.guardOrderAddress(id)
})

/** A form sends what stays the same, too; what is left out stays as it is. */
const differs = (wanted: Record<string, unknown>, before: object): boolean =>
  Object.entries(wanted).some(
    ([field, value]) =>
      !["id", "metadata"].includes(field) && textOf(value) !== textOf(Reflect.get(before, field))
  )

const textOf = (value: unknown): string =>
  typeof value === "string" ? value.trim().toLowerCase() : ""
