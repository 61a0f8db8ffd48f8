import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { escapeLike } from "../../modules/consignment/database/sql"
import type { DocumentType } from "../../modules/consignment/domain/kinds"
import { ledgerOf } from "../posting/post-document"

/** Kinds that a user may see. */
export interface Visible {
  kinds: SearchedKind[]
  documentTypes: DocumentType[]
}

export type SearchedKind = LedgerKind | "item"
type LedgerKind = Parameters<ReturnType<typeof ledgerOf>["search"]>[0]["kinds"][number]

export interface FoundBySearch {
  kind: SearchedKind
  id: string
  type: string | null
  label: string
  detail: string | null
  lot_id: string | null
}

/** As many of each kind as fit on a screen; a longer text narrows the results. */
const OF_EACH_KIND = 8

/** Partners, papers, lots, serial numbers and items that a text names. */
export const search = async (
  container: MedusaContainer,
  text: string,
  visible: Visible
): Promise<FoundBySearch[]> => {
  const ledgerKinds = visible.kinds.filter((kind) => kind !== "item")
  const found: FoundBySearch[] = await ledgerOf(container).search({
    text,
    kinds: ledgerKinds,
    documentTypes: visible.documentTypes,
    limit: OF_EACH_KIND,
  })
  return visible.kinds.includes("item") ? [...found, ...(await findItems(container, text))] : found
}

interface ItemRow {
  id: string
  sku: string | null
  title: string | null
}

/** Items of the host by SKU, title, or the barcode of a variant that holds them. */
const findItems = async (container: MedusaContainer, text: string): Promise<FoundBySearch[]> => {
  const rows = await readItemsNamed(container, text, OF_EACH_KIND)
  return rows.map(({ id, sku, title }) => ({
    kind: "item",
    id,
    type: null,
    label: sku ?? title ?? id,
    detail: title,
    lot_id: null,
  }))
}

/** A title that more items have is no way to tell them apart. */
const MOST_ITEMS = 1_000

/** Adds the items that a text names, which the ledger knows by id and SKU only, to what is searched in it. */
export const withItemsNamed = async <Filter extends { q?: string }>(
  container: MedusaContainer,
  filter: Filter
): Promise<Filter & { item_ids?: string[] }> => {
  if (!filter.q) return filter
  const rows = await readItemsNamed(container, filter.q, MOST_ITEMS)
  return { ...filter, item_ids: rows.map(({ id }) => id) }
}

const readItemsNamed = async (
  container: MedusaContainer,
  text: string,
  limit: number
): Promise<ItemRow[]> => {
  const escaped = escapeLike(text)
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await connection.raw<{ rows: ItemRow[] }>(
    `select id, sku, title from (
       select id, sku, title from inventory_item
       where deleted_at is null and (sku ilike ? or title ilike ?)
       union
       select i.id, i.sku, i.title from product_variant v
       join product_variant_inventory_item p on p.variant_id = v.id and p.deleted_at is null
       join inventory_item i on i.id = p.inventory_item_id and i.deleted_at is null
       where v.deleted_at is null and ? in (v.barcode, v.ean, v.upc)) found
     order by sku, id limit ?`,
    [`${escaped}%`, `%${escaped}%`, text, limit]
  )
  return rows
}
