import type { MedusaContainer } from "@medusajs/framework/types"
import { exact, sumOf, toText } from "../../modules/consignment/domain/quantity"
import type {
  CreateMarkdown,
  Markdown,
  MarkdownFilter,
  PlannedMarkdown,
} from "../../modules/consignment/markdowns/markdowns"
import { readVariantPrices, withMarkdown } from "../host/prices/markdown-prices"
import { ledgerOf } from "../posting/post-document"

/** A schedule, and what it comes to today. */
export interface MarkdownToday extends Markdown {
  today: { items: number; marked_down_items: number; take_back_quantity: string }
}

export interface PricedMarkdown extends Omit<PlannedMarkdown, "markdown_id"> {
  prices: { variant_id: string; price: string; marked_down_price: string }[]
}

interface Page {
  limit: number
  offset: number
}

const toToday = (markdown: Markdown, planned: PlannedMarkdown[]): MarkdownToday => {
  const items = planned.filter((one) => one.markdown_id === markdown.id)
  return {
    ...markdown,
    today: {
      items: items.length,
      marked_down_items: items.filter(({ percent }) => percent !== "0").length,
      take_back_quantity: toText(sumOf(items, (one) => exact(one.take_back_quantity))),
    },
  }
}

/** Throws: NOT_FOUND. */
export const readMarkdown = async (
  container: MedusaContainer,
  id: string
): Promise<MarkdownToday> => {
  const kept = await ledgerOf(container).markdowns.retrieve(id)
  const planned = await ledgerOf(container).markdowns.plan(new Date())
  return toToday(kept, planned)
}

export const listMarkdowns = async (
  container: MedusaContainer,
  filter: MarkdownFilter,
  page: Page
): Promise<[MarkdownToday[], number]> => {
  const { markdowns } = ledgerOf(container)
  const [kept, count] = await markdowns.listAndCount(filter, page)
  const planned = kept.length > 0 ? await markdowns.plan(new Date()) : []
  return [kept.map((markdown) => toToday(markdown, planned)), count]
}

/** The items of a schedule with their prices. Throws: NOT_FOUND. */
export const planMarkdown = async (
  container: MedusaContainer,
  id: string,
  page: Page
): Promise<[PricedMarkdown[], number]> => {
  const { markdowns } = ledgerOf(container)
  const { currency_code: currency } = await markdowns.retrieve(id)
  const planned = (await markdowns.plan(new Date())).filter((one) => one.markdown_id === id)
  return await toPage(container, planned, currency, page)
}

/** The same of a schedule that is not kept yet. Throws: INVALID_DATA. */
export const previewMarkdown = async (
  container: MedusaContainer,
  draft: CreateMarkdown,
  page: Page
): Promise<[PricedMarkdown[], number]> => {
  const ledger = ledgerOf(container)
  const planned = await ledger.markdowns.plan(new Date(), draft)
  const { currency_code: currency } = await ledger.retrieveAgreement(draft.agreement_id)
  return await toPage(container, planned, currency, page)
}

const toPage = async (
  container: MedusaContainer,
  planned: PlannedMarkdown[],
  currency: string,
  { limit, offset }: Page
): Promise<[PricedMarkdown[], number]> => {
  const page = planned.slice(offset, offset + limit)
  const prices = await readVariantPrices(
    container,
    page.map((one) => one.inventory_item_id)
  )
  const forAll = prices.filter(
    (price) =>
      price.currency_code.toUpperCase() === currency &&
      price.rules.length === 0 &&
      price.min_quantity === null &&
      price.max_quantity === null
  )
  const priced = page.map(({ markdown_id: _, ...one }) => ({
    ...one,
    prices: forAll
      .filter((price) => price.inventory_item_id === one.inventory_item_id)
      .map((price) => ({
        variant_id: price.variant_id,
        price: toText(price.amount),
        marked_down_price: toText(withMarkdown(price, one.percent)),
      })),
  }))
  return [priced, planned.length]
}
