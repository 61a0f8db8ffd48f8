import { readGraph } from "../host/read-graph"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ledgerOf } from "../posting/post-document"

export type Address = Record<string, string> & { country_code?: string }

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

/** The customer of the host that a contractor is; null if it is none. */
export interface Buyer {
  customer: { customer_id: string; email: string } | null
  address: Address | null
}

/** The customer of the host and where he is: his own address for shipping, or the one of the contractor. */
export const findBuyer = async (
  container: MedusaContainer,
  contractorId: string
): Promise<Buyer> => {
  const [[contractor]] = await ledgerOf(container).listAndCountContractors(
    { id: contractorId },
    { withDeleted: true }
  )
  if (!contractor) return { customer: null, address: null }
  const own = { country_code: contractor.country_code, ...withoutNull(contractor.address) }
  const customer = contractor.customer_id
    ? await readCustomer(container, contractor.customer_id)
    : null
  if (!customer) return { customer: null, address: toAddress(own) }
  const known = customer.addresses.find((address) => address.is_default_shipping)
  return {
    customer: { customer_id: customer.id, email: customer.email },
    address: toAddress(known ?? customer.addresses[0] ?? own),
  }
}

const withoutNull = (address: object | null): object =>
  Object.fromEntries(Object.entries(address ?? {}).filter(([, value]) => value !== null))

interface Customer {
  id: string
  email: string
  addresses: (Record<string, unknown> & { is_default_shipping: boolean })[]
}

const readCustomer = async (container: MedusaContainer, id: string): Promise<Customer | null> => {
  const [customer] = await readGraph<Customer>(container, {
    entity: "customer",
    fields: ["id", "email", "addresses.*"],
    filters: { id },
  })
  return customer ?? null
}

const toAddress = (written: object): Address | null => {
  const fields = new Map<string, unknown>(Object.entries(written))
  const texts = addressFields.flatMap((field) => {
    const text = fields.get(field)
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

export interface SoldItem {
  title: string
  product_id?: string
  product_title?: string
  product_type_id?: string
}

/** Titles of items, and the variants whose tax rules apply to them. */
export const readSoldItems = async (
  container: MedusaContainer,
  itemIds: string[]
): Promise<Map<string, SoldItem>> => {
  const items = await readGraph<{
    id: string
    sku: string | null
    title: string | null
    variants?: { product: { id: string; title: string; type_id: string | null } | null }[]
  }>(container, {
    entity: "inventory_item",
    fields: [
      "id",
      "sku",
      "title",
      "variants.product.id",
      "variants.product.title",
      "variants.product.type_id",
    ],
    filters: { id: [...new Set(itemIds)] },
  })
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
