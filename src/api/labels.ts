import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { Decimal } from "decimal.js"
import type { LabelParameters } from "../http-contract/label"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../modules/consignment"
import type { Language } from "../paper/language"
import type { LabelRun } from "../paper/labels/write-labels"
import { readGraph } from "../workflows/host/read-graph"
import { loadContract } from "./contract"

/** Units of an item that need a label. */
interface Labelled {
  inventory_item_id: string
  copies: number
  batch?: unknown
  expires_at?: unknown
}

/** Reads what the labels of a receipt, of lots or of items say. Throws: NOT_FOUND, INVALID_DATA (too many labels). */
export const readLabels = async (
  container: MedusaContainer,
  parameters: LabelParameters,
  language: Language
): Promise<LabelRun["labels"]> => {
  const wanted = (await readWanted(container, parameters)).map((one) => ({
    ...one,
    copies: parameters.copies ?? one.copies,
  }))
  const count = wanted.reduce((sum, { copies }) => sum + copies, 0)
  if (count > loadContract().MAXIMUM_LABELS) refuseTooMany()
  const items = await readItems(container, [
    ...new Set(wanted.map(({ inventory_item_id: id }) => id)),
  ])
  if (parameters.inventory_item_id) {
    const found = [...items.keys()].map((id) => ({ id }))
    refuseUnknown("inventory item", parameters.inventory_item_id, found)
  }
  const prices = await readPrices(container, [...items.values()], parameters.currency_code)
  return wanted.flatMap((one) => {
    const item = items.get(one.inventory_item_id)
    if (!item) return []
    const price = item.priceSetId ? prices.get(item.priceSetId) : undefined
    const label = {
      title: item.title,
      code: item.code,
      price: price === undefined ? null : money(price, parameters.currency_code ?? "", language),
      note: noteOf(one, language),
    }
    return [{ label, copies: one.copies }]
  })
}

const readWanted = async (
  container: MedusaContainer,
  { goods_receipt_id, lot_id, inventory_item_id }: LabelParameters
): Promise<Labelled[]> => {
  const ledger = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
  if (goods_receipt_id !== undefined) {
    const { lines } = await ledger.retrieveDocument(goods_receipt_id, "goods_receipt")
    return lines.map((line) => ({ ...line, copies: wholeUnits(line.quantity) }))
  }
  if (lot_id !== undefined) {
    const [lots] = await ledger.listAndCountLots({ id: lot_id }, { take: lot_id.length })
    refuseUnknown("lot", lot_id, lots)
    return lots.map((lot) => ({ ...lot, copies: wholeUnits(lot.quantity_remaining) }))
  }
  return (inventory_item_id ?? []).map((id) => ({ inventory_item_id: id, copies: 1 }))
}

/** Throws: NOT_FOUND, with every id that names nothing. */
const refuseUnknown = (what: string, wanted: string[], found: readonly { id: string }[]): void => {
  const known = new Set(found.map(({ id }) => id))
  const ids = [...new Set(wanted)].filter((id) => !known.has(id))
  if (ids.length === 0) return
  const message = `There is no ${what} ${ids.join(", ")}.`
  throw Object.assign(new MedusaError(MedusaError.Types.NOT_FOUND, message, "NOT_FOUND"), {
    details: { ids },
  })
}

/** Throws: INVALID_DATA. */
const refuseTooMany = (): never => {
  const path = "copies"
  const message = `At most ${loadContract().MAXIMUM_LABELS} labels.`
  throw Object.assign(new MedusaError(MedusaError.Types.INVALID_DATA, message, "INVALID_DATA"), {
    details: { path, fields: [{ path, message, reason: "too_many" }] },
  })
}

/** Goods by weight need a label, too. */
const wholeUnits = (quantity: string): number =>
  parseInt(new Decimal(quantity).ceil().toFixed(), 10)

interface Item {
  title: string
  code: string
  priceSetId: string | null
}

interface ItemRow {
  id: string
  sku: string | null
  title: string | null
  variants?: {
    title: string | null
    barcode: string | null
    ean: string | null
    upc: string | null
    price_set?: { id: string } | null
    product?: { title: string } | null
  }[]
}

const readItems = async (container: MedusaContainer, ids: string[]): Promise<Map<string, Item>> => {
  const items = await readGraph<ItemRow>(container, {
    entity: "inventory_item",
    fields: [
      "id",
      "sku",
      "title",
      "variants.title",
      "variants.barcode",
      "variants.ean",
      "variants.upc",
      "variants.price_set.id",
      "variants.product.title",
    ],
    filters: { id: ids },
  })
  return new Map(
    items.map(({ id, sku, title, variants: [variant] = [] }): [string, Item] => [
      id,
      {
        title: [...new Set([variant?.product?.title, title ?? variant?.title])]
          .filter(Boolean)
          .join(", "),
        code: variant?.barcode ?? variant?.ean ?? variant?.upc ?? sku ?? id,
        priceSetId: variant?.price_set?.id ?? null,
      },
    ])
  )
}

/** By price set, what anybody pays on this day. */
const readPrices = async (
  container: MedusaContainer,
  items: Item[],
  currency: string | undefined
): Promise<Map<string, string>> => {
  const ids = items.flatMap(({ priceSetId }) => priceSetId ?? [])
  if (currency === undefined || ids.length === 0) return new Map()
  const prices = await container
    .resolve(Modules.PRICING)
    .calculatePrices({ id: ids }, { context: { currency_code: currency } })
  return new Map(
    prices.flatMap(({ id, calculated_amount: amount }): [string, string][] =>
      amount === null ? [] : [[id, String(amount)]]
    )
  )
}

const money = (amount: string, currency: string, { locale }: Language): string =>
  new Intl.NumberFormat(locale, { style: "currency", currency }).format(
    amount as Intl.StringNumericLiteral
  )

const noteOf = ({ batch, expires_at: expires }: Labelled, language: Language): string | null => {
  const { columns } = language.texts
  const day = (instant: string): string =>
    new Date(instant).toLocaleDateString(language.locale, { dateStyle: "medium", timeZone: "UTC" })
  const parts = [
    typeof batch === "string" ? `${columns.batch} ${batch}` : null,
    typeof expires === "string" ? `${columns.expires_at} ${day(expires)}` : null,
  ].filter(Boolean)
  return parts.length > 0 ? parts.join(" · ") : null
}
