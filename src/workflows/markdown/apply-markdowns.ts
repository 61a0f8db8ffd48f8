import { setTimeout } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { groupBy } from "../../modules/consignment/domain/group-by"
import type { PlannedMarkdown } from "../../modules/consignment/markdowns/markdowns"
import {
  keepPriceList,
  readVariantPrices,
  withMarkdown,
  type VariantPrice,
} from "../host/prices/markdown-prices"
import { ledgerOf } from "../posting/post-document"

const LEASE_KEY = "mark-down"
const LEASE_SECONDS = 120
const PATIENCE_MILLISECONDS = 20_000
const PAUSE_MILLISECONDS = 100

/**
 * Makes the host's price lists what the schedules come to now, one list for each. Two processes take turns; who waits in
 * vain leaves it to the other, or to the job.
 */
export const applyMarkdowns = async (container: MedusaContainer): Promise<void> => {
  const ledger = ledgerOf(container)
  const deadline = Date.now() + PATIENCE_MILLISECONDS
  let holder = await ledger.takeLease(LEASE_KEY, LEASE_SECONDS)
  while (holder === null && Date.now() < deadline) {
    await setTimeout(PAUSE_MILLISECONDS)
    holder = await ledger.takeLease(LEASE_KEY, LEASE_SECONDS)
  }
  if (holder === null) return
  try {
    await applyAll(container)
  } finally {
    await ledger.returnLease(LEASE_KEY, holder)
  }
}

const applyAll = async (container: MedusaContainer): Promise<void> => {
  const { markdowns } = ledgerOf(container)
  const wanted = groupBy(decideLists(await markdowns.plan(new Date())), (one) => one.markdown_id)
  const kept = new Map(
    (await markdowns.listPriceLists()).map(({ id, price_list_id }) => [id, price_list_id])
  )
  const items = [...wanted.values()].flat().map((one) => one.inventory_item_id)
  const pricesOf = groupBy(
    await readVariantPrices(container, items),
    (price) => price.inventory_item_id
  )
  for (const id of new Set([...kept.keys(), ...wanted.keys()])) {
    const known = kept.get(id) ?? null
    const prices = toPrices(wanted.get(id) ?? [], pricesOf)
    const title = prices.length > 0 ? await titleOf(container, id) : ""
    const priceListId = await keepPriceList(container, known, title, prices)
    if (priceListId !== known) await markdowns.setPriceList(id, priceListId)
  }
}

/** All schedules of an item come to the same price, so the first of them has it in its list. */
const decideLists = (planned: PlannedMarkdown[]): PlannedMarkdown[] => {
  const seen = new Set<string>()
  return planned.filter(({ inventory_item_id: id, percent }) => {
    if (percent === "0" || seen.has(id)) return false
    seen.add(id)
    return true
  })
}

const toPrices = (
  items: PlannedMarkdown[],
  pricesOf: ReadonlyMap<string, VariantPrice[]>
): VariantPrice[] =>
  items.flatMap(({ inventory_item_id: id, percent }) =>
    (pricesOf.get(id) ?? []).map((price) => ({ ...price, amount: withMarkdown(price, percent) }))
  )

const titleOf = async (container: MedusaContainer, id: string): Promise<string> => {
  const ledger = ledgerOf(container)
  const { contractor_id: contractorId, sku } = await ledger.markdowns.retrieve(id)
  const { name } = await ledger.retrieveContractor(contractorId)
  return ["Markdown", name, sku].filter(Boolean).join(" · ")
}
