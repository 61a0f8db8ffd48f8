import {
  ARTICLE_STATUS,
  cardFields,
  emptyCard,
  type ItemCardFields,
} from "../domain/article-fields"
import { refuseFields } from "../domain/errors"
import { exact, toText } from "../domain/quantity"
import { refuseOtherKeys, toColumnList } from "../database/columns"
import type { Row, Sql } from "../database/sql"
import { lockName } from "../database/locks"
import { retrieveSettings } from "../master-data/settings"

/** Fields left out keep their value. */
export type ItemCardChange = Partial<Omit<ItemCardFields, "article_status">>

export interface UpdateItemCard {
  inventory_item_id: string
  fields: ItemCardChange
}

/** The card as it was; null if there was none. */
export interface ItemCardBefore {
  inventory_item_id: string
  row: Row | null
}

const table = "consignment_item_card"

/** Columns of the table that can be set; the others are constant. */
const settable = cardFields.flatMap(({ name, kind }) => (kind === "fixed" ? [] : [name]))

export const readItemCards = async (
  sql: Sql,
  inventoryItemIds: string[]
): Promise<Map<string, ItemCardFields>> => {
  const rows = await sql<Row & { inventory_item_id: string }>(
    `select * from ${table} where inventory_item_id = any(?::text[])`,
    [inventoryItemIds]
  )
  const cards = new Map(rows.map((row) => [row.inventory_item_id, toFields(row)]))
  return new Map(inventoryItemIds.map((id) => [id, cards.get(id) ?? emptyCard]))
}

/** Throws: INVALID_DATA (the list of units does not have the unit). */
export const updateItemCard = async (
  sql: Sql,
  { inventory_item_id: itemId, fields }: UpdateItemCard
): Promise<ItemCardBefore> => {
  refuseOtherKeys(fields, new Set<string>(settable))
  await refuseUnknownUnit(sql, fields.unit)
  await lockName(sql, `item card ${itemId}`)
  const [row] = await sql<Row>(`select * from ${table} where inventory_item_id = ?`, [itemId])
  const given = Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined)
  )
  await writeCard(sql, { inventory_item_id: itemId, ...given })
  return { inventory_item_id: itemId, row: row ?? null }
}

export const restoreItemCard = async (sql: Sql, before: ItemCardBefore): Promise<void> => {
  if (before.row) await writeCard(sql, before.row)
  else await sql(`delete from ${table} where inventory_item_id = ?`, [before.inventory_item_id])
}

/** Makes the cards of items that have none yet. */
export const createItemCards = async (
  sql: Sql,
  cards: { inventory_item_id: string; unit: string | null }[]
): Promise<void> => {
  await sql(
    `insert into ${table} (inventory_item_id, unit, updated_at)
     select inventory_item_id, unit, now() from json_populate_recordset(null::${table}, ?::json)
     on conflict (inventory_item_id) do nothing`,
    [JSON.stringify(cards)]
  )
}

const writeCard = async (sql: Sql, values: Row): Promise<void> => {
  const row = { ...values, updated_at: new Date() }
  const columns = toColumnList(table, row)
  const set = Object.keys(row).map((column) => `${column} = excluded.${column}`)
  // A new row takes the defaults of the columns that are left out.
  await sql(
    `insert into ${table} (${columns}) select ${columns} from json_populate_record(null::${table}, ?::json)
     on conflict (inventory_item_id) do update set ${set.join(", ")}`,
    [JSON.stringify(row)]
  )
}

/** A store without a list of units allows any. */
const refuseUnknownUnit = async (sql: Sql, unit: string | null | undefined): Promise<void> => {
  if (unit === undefined || unit === null) return
  const { units } = await retrieveSettings(sql)
  if (units.length === 0 || units.includes(unit)) return
  const message = `The list of units does not have ${unit}; it has ${units.join(", ")}.`
  refuseFields([{ path: "unit", message, reason: "unknown_unit" }])
}

const toFields = (row: Row): ItemCardFields => {
  const valueOf = ({ name, kind }: (typeof cardFields)[number]): unknown => {
    if (kind === "fixed") return ARTICLE_STATUS
    const value = row[name]
    const isDecimal = kind === "price" || kind === "percent"
    return isDecimal && typeof value === "string" ? toText(exact(value)) : (value ?? null)
  }
  return Object.fromEntries(
    cardFields.map((field) => [field.name, valueOf(field)])
  ) as ItemCardFields
}
