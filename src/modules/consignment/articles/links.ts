import { lockNextLinks, lockRows } from "../database/locks"
import { liveStatuses } from "../domain/peers"
import { newId } from "../database/new-id"
import { toColumnList } from "../database/columns"
import type { Row, Sql } from "../database/sql"

export type LinkRole = "consignor" | "consignee"
export type LinkState = "linked" | "broken" | "ended"

/** An article that two connected stores share; both keep it under the same id. */
export interface LinkRow {
  id: string
  peer_id: string
  /** Ours: the consignor's article crossed to the consignee. */
  role: LinkRole
  state: LinkState
  inventory_item_id: string | null
  variant_id: string | null
  product_id: string | null
  /** The product at the other side, whose variants share one product here. */
  their_product_id: string | null
  /** The article was made here by the link, so its fields follow the owner's. */
  locked: boolean
  sku: string | null
  /** The SKUs of item and variant on which the link stands. */
  agreed_sku: string | null
  agreed_variant_sku: string | null
  their_sku: string | null
  is_changed_here: boolean
  is_changed_there: boolean
  described_hash: string | null
  described: unknown
}

const table = "consignment_peer_link"

export interface LinkFilter {
  peer_id: string
  inventory_item_id?: string
}

export const listLinks = async (
  sql: Sql,
  { peer_id: peerId, inventory_item_id: itemId }: LinkFilter,
  page: { limit: number; offset: number }
): Promise<{ links: LinkRow[]; count: number }> => {
  const rows = await sql<LinkRow & { count: number }>(
    `select *, (count(*) over ())::int as count from ${table}
     where peer_id = ? and state <> 'ended' and inventory_item_id is not null
       ${itemId === undefined ? "" : "and inventory_item_id = ?"}
     order by created_at, id limit ? offset ?`,
    [peerId, ...(itemId === undefined ? [] : [itemId]), page.limit, page.offset]
  )
  return { links: rows, count: rows[0]?.count ?? 0 }
}

/** Links of items that came from another store, the one that locks first. */
export const findLinksOfHeldItem = async (sql: Sql, inventoryItemId: string): Promise<LinkRow[]> =>
  await sql<LinkRow>(
    `select l.* from ${table} l
     join consignment_peer p on p.id = l.peer_id and p.status = any(?::text[])
     where l.inventory_item_id = ? and l.role = 'consignee' and l.state <> 'ended'
     order by l.locked desc, l.created_at, l.id`,
    [[...liveStatuses], inventoryItemId]
  )

export const findLink = async (sql: Sql, peerId: string, id: string): Promise<LinkRow | null> => {
  const [row] = await lockRows<LinkRow>(sql, "link", "*", [peerId, id])
  return row ?? null
}

/** The products here that were made for products of the other store, by the id there. */
export const findProductsOf = async (
  sql: Sql,
  peerId: string,
  theirProductIds: string[]
): Promise<Map<string, string>> => {
  const rows = await sql<{ their_product_id: string; product_id: string }>(
    `select distinct on (their_product_id) their_product_id, product_id from ${table}
     where peer_id = ? and their_product_id = any(?::text[]) and locked and state <> 'ended'
       and product_id is not null
     order by their_product_id, created_at, id`,
    [peerId, theirProductIds]
  )
  return new Map(rows.map((row) => [row.their_product_id, row.product_id]))
}

type NamedFields = Partial<LinkRow> & Pick<LinkRow, "id" | "peer_id">

/** Makes a link, or changes the fields that are named. */
export const saveLink = async (sql: Sql, link: NamedFields): Promise<void> =>
  await saveLinks(sql, [link])

/** As `saveLink`, of links that name the same fields. */
export const saveLinks = async (sql: Sql, links: NamedFields[]): Promise<void> => {
  const rows: Row[] = links.map((link) => ({ ...link, updated_at: new Date() }))
  const [first] = rows
  if (!first) return
  const columns = toColumnList(table, first)
  const set = Object.keys(first).map((column) => `${column} = excluded.${column}`)
  await sql(
    `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, ?::json)
     on conflict (peer_id, id) do update set ${set.join(", ")}`,
    [JSON.stringify(rows)]
  )
}

/** The links of our own items with a connection; an item that has none gets one. */
export const ensureLinks = async (
  sql: Sql,
  peerId: string,
  inventoryItemIds: string[]
): Promise<LinkRow[]> => {
  const ids = [...new Set(inventoryItemIds)].sort()
  await sql(
    `insert into ${table} (id, peer_id, role, inventory_item_id)
     select id, ?, 'consignor', inventory_item_id
     from json_to_recordset(?::json) as item (id text, inventory_item_id text)
     on conflict (peer_id, inventory_item_id) where state <> 'ended' do nothing`,
    [peerId, JSON.stringify(ids.map((id) => ({ id: newId("cslink"), inventory_item_id: id })))]
  )
  return await lockRows<LinkRow>(sql, "linksOfItems", "*", [peerId, ids])
}

/** A link ends with its item; it begins again when the article comes again. */
export const endLinks = async (sql: Sql, inventoryItemIds: string[]): Promise<void> => {
  await sql(
    `update ${table} set state = 'ended', updated_at = now()
     where inventory_item_id = any(?::text[]) and state <> 'ended'`,
    [inventoryItemIds]
  )
}

/** The next links of connections that last, locked; after the one that is named. */
export const holdNextLinks = async (
  sql: Sql,
  after: Pick<LinkRow, "peer_id" | "id"> | null,
  limit: number
): Promise<LinkRow[]> =>
  await lockNextLinks<LinkRow>(sql, [
    [...liveStatuses],
    after?.peer_id ?? "",
    after?.id ?? "",
    limit,
  ])

export const findHeldItems = async (sql: Sql, inventoryItemIds: string[]): Promise<string[]> => {
  const rows = await sql<{ inventory_item_id: string }>(
    `select distinct l.inventory_item_id from ${table} l
     join consignment_peer p on p.id = l.peer_id and p.status = any(?::text[])
     where l.role = 'consignee' and l.state <> 'ended' and l.inventory_item_id = any(?::text[])
     order by l.inventory_item_id`,
    [[...liveStatuses], inventoryItemIds]
  )
  return rows.map((row) => row.inventory_item_id)
}
