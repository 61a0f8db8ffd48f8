import type { CreateOrderDTO, MedusaContainer } from "@medusajs/framework/types"
import type { Decimal } from "decimal.js"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { ConsignmentError } from "../../../modules/consignment/domain/errors"
import { groupBy } from "../../../modules/consignment/domain/group-by"
import { exact, sumOf, toText } from "../../../modules/consignment/domain/quantity"
import type { InvoiceAnswer } from "../../../modules/consignment/invoices/answers"
import { toMedusaError } from "../../../modules/consignment/to-medusa-error"
import { findRegion } from "../../host/prices/find-region"
import { findBuyer, readSoldItems, type SoldItem } from "../sale-lookups"
import type { OrderTax } from "./tax-order"

/** The order that a sales invoice becomes in the host; null where there is none to make. */
export interface PreparedSale {
  order: CreateOrderDTO | null
  /** Taxes of its items, by the key that their metadata names as `consignment_tax`. */
  taxes: Record<string, OrderTax>
}

interface RehearsedInvoice {
  is_new: boolean
  invoice: InvoiceAnswer
}

export const prepareSaleStepId = "consignment-prepare-sale"

/**
 * Gathers the order of a sales invoice: lines of their own, tied to no variant, so that nothing is reserved or shipped a
 * second time; the goods have long been at the customer. A contractor who is no customer of the host, and a store that
 * has no region, have no orders.
 * Throws: CURRENCY_MISMATCH (no region sells in the currency of the invoice).
 */
export const prepareSaleStep = createStep(
  prepareSaleStepId,
  async ({ is_new: isNew, invoice }: RehearsedInvoice, { container }) => {
    const isToBeSold = isNew && invoice.kind === "sales" && invoice.lines.length > 0
    const order = isToBeSold ? await toOrder(container, invoice) : null
    const taxes = Object.fromEntries(
      invoice.lines.flatMap((line): [string, OrderTax][] =>
        line.tax_rate === null
          ? []
          : [[taxKeyOf(line), { rate: line.tax_rate, category: line.tax_category }]]
      )
    )
    return new StepResponse<PreparedSale>({ order, taxes })
  }
)

type Line = InvoiceAnswer["lines"][number]

const taxKeyOf = (line: Line): string =>
  line.tax_rate === null ? "none" : `${line.tax_category ?? "S"} ${line.tax_rate}`

const toOrder = async (
  container: MedusaContainer,
  invoice: InvoiceAnswer
): Promise<CreateOrderDTO | null> => {
  const { customer, address } = await findBuyer(container, invoice.contractor_id)
  if (!customer) return null
  const currencyCode = invoice.currency_code.toLowerCase()
  const country = address?.country_code ?? null
  const region = await findRegion(container, currencyCode, country)
  if (region.currencies.length === 0) return null
  const titles = await readSoldItems(
    container,
    invoice.lines.map((line) => line.inventory_item_id)
  )
  return {
    ...customer,
    region_id: region.id ?? refuseWithoutRegion(invoice.currency_code, region.currencies),
    currency_code: currencyCode,
    shipping_address: address ?? undefined,
    billing_address: address ?? undefined,
    items: [
      ...invoice.lines.map((line) => ({
        title: line.sku ?? line.inventory_item_id,
        ...titles.get(line.inventory_item_id),
        variant_sku: line.sku ?? undefined,
        quantity: line.quantity,
        unit_price: line.unit_price,
        ...soldAsIs,
        metadata: {
          inventory_item_id: line.inventory_item_id,
          consignment_invoice_line_id: line.id,
          consignment_tax: taxKeyOf(line),
        },
      })),
      ...toRoundings(invoice.lines, titles),
      ...toTaxRounding(invoice),
    ],
    metadata: { consignment_document: "invoice", consignment_invoice_id: invoice.id },
  }
}

/** An order has the currency of its region. Throws: CURRENCY_MISMATCH. */
const refuseWithoutRegion = (currencyCode: string, currencies: string[]): never =>
  toMedusaError(
    new ConsignmentError(
      "CURRENCY_MISMATCH",
      `The invoice is in ${currencyCode}, but the regions of the store sell in ${currencies.join(", ")}; add a region that sells in ${currencyCode}.`,
      { currency_code: currencyCode, currencies }
    )
  )

const soldAsIs = { is_tax_inclusive: false, is_discountable: false, requires_shipping: false }

/**
 * An invoice rounds each of its lines, the host only the order as a whole. What the two differ by becomes a line of each
 * product and rate, so that both come to the same total and the product's own taxes apply.
 */
const toRoundings = (lines: Line[], titles: Map<string, SoldItem>) => {
  const ofProduct = groupBy(
    lines,
    (line) => `${titles.get(line.inventory_item_id)?.product_id ?? ""} ${taxKeyOf(line)}`
  )
  return [...ofProduct.values()].flatMap((sold) => {
    const [first] = sold
    const difference = sumOf(sold, (line) =>
      exact(line.amount).minus(exact(line.quantity).times(line.unit_price))
    )
    if (!first || difference.isZero()) return []
    const { product_id, product_type_id } = titles.get(first.inventory_item_id) ?? {}
    return [toRounding(difference, { product_id, product_type_id }, taxKeyOf(first))]
  })
}

/** The host does not round taxes, an invoice rounds those of each rate; the difference is a line without taxes. */
const toTaxRounding = (invoice: InvoiceAnswer) => {
  const unrounded = sumOf(invoice.tax_lines, (line) =>
    exact(line.net_amount).times(line.rate).div(100)
  )
  const difference = exact(invoice.tax_amount).minus(unrounded)
  return difference.isZero() ? [] : [toRounding(difference, {}, "none")]
}

const toRounding = (
  price: Decimal,
  product: Pick<SoldItem, "product_id" | "product_type_id">,
  taxKey: string
) => ({
  title: "Rounding",
  ...product,
  quantity: 1,
  unit_price: toText(price),
  ...soldAsIs,
  metadata: { consignment_tax: taxKey },
})
