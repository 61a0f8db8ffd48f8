import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { exact, sum, toText } from "../../modules/consignment/domain/quantity"
import type { InvoiceAnswer } from "../../modules/consignment/invoices/answers"
import type { HostTaxes } from "../../modules/consignment/invoices/taxes"
import { unlessAway } from "../host/steps/temporary-failures"
import { findRegion } from "../host/prices/find-region"
import { ledgerOf } from "../posting/post-document"
import { findBuyer, readSoldItems, type Address } from "./sale-lookups"

/**
 * Taxes of an invoice by the host's tax regions. What we sell is taxed in the customer's country. What a supplier sells
 * us is taxed in ours, if the supplier has a VAT id and is in the same country; of other suppliers no tax region can tell.
 */
export const findHostTaxes = async (
  container: MedusaContainer,
  invoice: InvoiceAnswer
): Promise<HostTaxes> => {
  const { address, becomesOrder } =
    invoice.direction === "outbound"
      ? await findSale(container, invoice)
      : { address: await findPurchase(container, invoice), becomesOrder: false }
  const regions = await container.resolve(Modules.TAX).listTaxRegions({}, { take: 1 })
  const country = address?.country_code ?? null
  return {
    rates:
      address && country !== null && regions.length > 0
        ? await readRates(container, invoice, address, country)
        : {},
    becomes_order: becomesOrder,
    country_code: country,
    has_tax_regions: regions.length > 0,
  }
}

const findSale = async (container: MedusaContainer, invoice: InvoiceAnswer) => {
  const { customer, address } = await findBuyer(container, invoice.contractor_id)
  if (customer === null || invoice.kind !== "sales") return { address, becomesOrder: false }
  const { currencies } = await findRegion(container, invoice.currency_code.toLowerCase(), null)
  return { address, becomesOrder: currencies.length > 0 }
}

const findPurchase = async (
  container: MedusaContainer,
  invoice: InvoiceAnswer
): Promise<Address | null> => {
  const { company } = await ledgerOf(container).retrieveSettings()
  const ours = company.address?.country_code?.toLowerCase()
  if (ours === undefined) return null
  const [[contractor]] = await ledgerOf(container).listAndCountContractors(
    { id: invoice.contractor_id },
    { withDeleted: true }
  )
  const { address } = await findBuyer(container, invoice.contractor_id)
  if (!contractor?.tax_id || address?.country_code !== ours) return null
  return { country_code: ours }
}

/** Several rates of one item add up. */
export const readRates = async (
  container: MedusaContainer,
  invoice: { currency_code: string; lines: { inventory_item_id: string }[] },
  address: Address,
  country: string
): Promise<Record<string, string>> => {
  const itemIds = [...new Set(invoice.lines.map((line) => line.inventory_item_id))]
  if (itemIds.length === 0) return {}
  const items = await readSoldItems(container, itemIds)
  const taxLines = await container.resolve(Modules.TAX).getTaxLines(
    itemIds.map((id) => ({
      id,
      product_id: items.get(id)?.product_id ?? "",
      product_type_id: items.get(id)?.product_type_id,
      quantity: 1,
      unit_price: 1,
      currency_code: invoice.currency_code.toLowerCase(),
    })),
    {
      address: {
        country_code: country,
        province_code: address.province,
        address_1: address.address_1,
        city: address.city,
        postal_code: address.postal_code,
      },
    }
  )
  return Object.fromEntries(
    itemIds.flatMap((id) => {
      const rates = taxLines.flatMap((line) =>
        "line_item_id" in line && line.line_item_id === id && line.rate !== null
          ? [exact(String(line.rate))]
          : []
      )
      return rates.length > 0 ? [[id, toText(sum(rates))]] : []
    })
  )
}

/** An answer as it leaves the API: a draft tells its taxes and what it lacks. */
export const withHostTaxes = async (
  container: MedusaContainer,
  invoice: InvoiceAnswer
): Promise<InvoiceAnswer> =>
  invoice.status === "draft"
    ? await ledgerOf(container).billing.withTaxes(invoice, await findHostTaxes(container, invoice))
    : invoice

/**
 * The same for a draft that was just written: it stands, so a database that has gone away meanwhile costs the answer its
 * taxes and no more.
 */
export const withHostTaxesIfPossible = async (
  container: MedusaContainer,
  invoice: InvoiceAnswer
): Promise<InvoiceAnswer> => await unlessAway(withHostTaxes(container, invoice), invoice)
