import type { OrderDTO } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { exact, sum } from "../../../modules/consignment/domain/quantity"

export const taxOrderStepId = "consignment-tax-order"

/** Rate of an item of the order that a sales invoice becomes; its place is that in the order's items. */
export interface OrderTax {
  rate: string
  category: string | null
}

interface TaxOrder {
  order: OrderDTO
  /** By the key that the item's metadata names. */
  taxes: Record<string, OrderTax>
}

/**
 * Gives the items of the order the rates of the invoice, where the host has reckoned with others: it does not know the
 * agreement. The step that has made the order deletes it on failure.
 */
export const taxOrderStep = createStep(
  taxOrderStepId,
  async ({ order: { id }, taxes }: TaxOrder, { container }) => {
    const orders = container.resolve(Modules.ORDER)
    const order = await orders.retrieveOrder(id, { relations: ["items", "items.tax_lines"] })
    const items = (order.items ?? []).map((item) => {
      const key = item.metadata?.consignment_tax
      const tax = typeof key === "string" ? taxes[key] : undefined
      // The host answers rates as numbers of its own.
      const rated = sum((item.tax_lines ?? []).map((line) => exact(String(line.rate))))
      return { item, tax, agrees: rated.eq(tax?.rate ?? 0) }
    })
    if (items.every(({ agrees }) => agrees)) return new StepResponse(null)
    await orders.setOrderLineItemTaxLines(
      id,
      items.flatMap(({ item, tax }) =>
        tax
          ? [
              {
                item_id: item.id,
                code: tax.category ?? "VAT",
                description: "VAT",
                rate: tax.rate,
              },
            ]
          : []
      )
    )
    return new StepResponse(null)
  }
)
