import type { CreateOrderDTO, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { ConsignmentError } from "../../../modules/consignment/domain/errors"
import { groupBy } from "../../../modules/consignment/domain/group-by"
import { exact, sumOf, toText } from "../../../modules/consignment/domain/quantity"
import type { InvoiceAnswer } from "../../../modules/consignment/invoices/answers"
import { toMedusaError } from "../../../modules/consignment/to-medusa-error"
import { findRegion } from "../../host/find-region"
import { ledgerOf } from "../../host/post-document"

/** The order that a sales invoice becomes in the host; null where there is none to make. */
export interface PreparedSale {
  order: CreateOrderDTO | null
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
  async ({ invoice_id: id }: { invoice_id: string }, { container }) => {
    const invoice = await ledgerOf(container).retrieveInvoice(id)
    const isToBeSold = invoice.kind === "sales" && invoice.status === "draft"
    const order = isToBeSold && invoice.lines.length > 0 ? await toOrder(container, invoice) : null
    return new StepResponse<PreparedSale>({ order })
  }
)

const toOrder = async (
  container: MedusaContainer,
  invoice: InvoiceAnswer
): Promise<CreateOrderDTO | null> => {
  const customer = await findCustomer(container, invoice.contractor_id)
  if (!customer) return null
  const { address, ...buyer } = customer
  const currencyCode = invoice.currency_code.toLowerCase()
  const country = address?.country_code ?? null
  const region = await findRegion(container, currencyCode, country)
  if (region.currencies.length === 0) return null
  const titles = await readTitles(container, invoice)
  return {
    ...buyer,
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
        },
      })),
      ...toRoundings(invoice.lines, titles),
    ] as unknown as CreateOrderDTO["items"],
    metadata: { consignment_invoice_id: invoice.id },
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
 * product, so that both come to the same total and the product's own taxes apply.
 */
const toRoundings = (lines: InvoiceAnswer["lines"], titles: Map<string, ItemTitles>) => {
  const ofProduct = groupBy(lines, (line) => titles.get(line.inventory_item_id)?.product_id ?? "")
  return [...ofProduct.values()].flatMap((sold) => {
    const difference = sumOf(sold, (line) =>
      exact(line.amount).minus(exact(line.quantity).times(line.unit_price))
    )
    const { product_id, product_type_id } = titles.get(sold[0]?.inventory_item_id ?? "") ?? {}
    return difference.isZero()
      ? []
      : [
          {
            title: "Rounding",
            product_id,
            product_type_id,
            quantity: 1,
            unit_price: toText(difference),
            ...soldAsIs,
          },
        ]
  })
}

type Address = Record<string, string> & { country_code?: string }

const addressFields = [
  "company",
  "first_name",
  "last_name",
  "address_1",
  "address_2",
  "postal_code",
  "city",
  "province",
  "country_code",
  "phone",
] as const

/** The customer of the host and where he is: his own address for shipping, or the one of the contractor. */
const findCustomer = async (container: MedusaContainer, contractorId: string) => {
  const ledger = ledgerOf(container)
  const [contractor] = await ledger.listConsignmentContractors({ id: contractorId })
  if (!contractor?.customer_id) return null
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "customer",
    fields: ["id", "email", "addresses.*"],
    filters: { id: contractor.customer_id },
  })
  const [customer] = data as unknown as {
    id: string
    email: string
    addresses: (Record<string, unknown> & { is_default_shipping: boolean })[]
  }[]
  if (!customer) return null
  const known = customer.addresses.find((address) => address.is_default_shipping)
  const address = toAddress(
    known ??
      customer.addresses[0] ?? { country_code: contractor.country_code, ...contractor.address }
  )
  return { customer_id: customer.id, email: customer.email, address }
}

const toAddress = (written: Record<string, unknown>): Address | null => {
  const texts = addressFields.flatMap((field) => {
    const text = written[field]
    return typeof text === "string" && text !== "" ? [[field, text] as const] : []
  })
  const address: Address = Object.fromEntries(texts)
  return texts.length === 0
    ? null
    : {
        ...address,
        ...(address.country_code && { country_code: address.country_code.toLowerCase() }),
      }
}

interface ItemTitles {
  title: string
  product_id?: string
  product_title?: string
  product_type_id?: string
}

/** What an item is called, and whose tax rules it has. */
const readTitles = async (
  container: MedusaContainer,
  invoice: InvoiceAnswer
): Promise<Map<string, ItemTitles>> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "inventory_item",
    fields: [
      "id",
      "sku",
      "title",
      "variants.product.id",
      "variants.product.title",
      "variants.product.type_id",
    ],
    filters: { id: [...new Set(invoice.lines.map((line) => line.inventory_item_id))] },
  })
  const items = data as unknown as {
    id: string
    sku: string | null
    title: string | null
    variants?: { product: { id: string; title: string; type_id: string | null } | null }[]
  }[]
  return new Map(
    items.map((item) => {
      const product = item.variants?.[0]?.product
      return [
        item.id,
        {
          title: product?.title ?? item.title ?? item.sku ?? item.id,
          product_id: product?.id,
          product_title: product?.title,
          product_type_id: product?.type_id ?? undefined,
        },
      ]
    })
  )
}
