import { notFound, refuseLines, type RefusedLine } from "../domain/errors"
import { groupBy } from "../domain/group-by"
import { localDate } from "../domain/period"
import { newId } from "../database/new-id"
import { insertRows, type Sql } from "../database/sql"
import { toContractorPrice, type ContractorPriceRow, type ContractorRow } from "./answers"
import { lockRow } from "./rows"

export interface PriceToSet {
  inventory_item_id: string
  sku: string | null
  unit_price: string
  /** Default: that of the contractor's inbound agreements, if it is one. */
  currency_code?: string | undefined
  /** A local day; default: today where the agreement is. */
  valid_from?: string | undefined
}

export interface SetContractorPrices {
  contractor_id: string
  prices: PriceToSet[]
}

const table = "consignment_contractor_price"

/** Adds prices to a contractor's list; one of the same item, currency and day is replaced. Throws: NOT_FOUND, INVALID_DATA. */
export const setContractorPrices = async (
  sql: Sql,
  { contractor_id, prices }: SetContractorPrices,
  now: Date
) => {
  await lockRow<ContractorRow>(sql, "consignment_contractor", contractor_id)
  const rows = await toRows(sql, { contractor_id, prices }, now)
  refuseLines("INVALID_DATA", faultsOf(rows))
  const before = await replace(sql, rows)
  await insertRows(sql, table, rows)
  const ids = rows.map((row) => row.id)
  return {
    prices: (await readPrices(sql, ids)).map(toContractorPrice),
    before: { created_ids: ids, replaced_ids: before },
  }
}

/** The prices that `setContractorPrices` would refuse, by their position. */
export const findRefusedPrices = async (
  sql: Sql,
  command: SetContractorPrices,
  now: Date
): Promise<RefusedLine[]> => faultsOf(await toRows(sql, command, now))

const toRows = async (
  sql: Sql,
  { contractor_id, prices }: SetContractorPrices,
  now: Date
): Promise<NewRow[]> => {
  const zones = await loadTimeZones(sql, contractor_id)
  const [onlyCurrency = null, another] = [...zones.keys()]
  return prices.map((price) => {
    const currency = price.currency_code ?? (another === undefined ? onlyCurrency : null)
    return {
      id: newId("conprice"),
      contractor_id,
      inventory_item_id: price.inventory_item_id,
      sku: price.sku,
      currency_code: currency,
      unit_price: price.unit_price,
      valid_from: price.valid_from ?? localDate(now, zones.get(currency ?? "") ?? "UTC"),
    }
  })
}

type NewRow = Pick<
  ContractorPriceRow,
  "id" | "contractor_id" | "inventory_item_id" | "sku" | "unit_price" | "valid_from"
> & {
  currency_code: string | null
}

/** Every line that lacks a currency, or has the item, currency and day of another one. */
const faultsOf = (rows: NewRow[]): RefusedLine[] => {
  const keyOf = (row: NewRow): string =>
    `${row.inventory_item_id} ${row.currency_code} ${row.valid_from}`
  const byKey = groupBy(rows, keyOf)
  return rows.flatMap((row, index): RefusedLine[] => {
    if (row.currency_code === null) {
      const message =
        "Name the currency_code: the supplier has no agreement with a currency, or several."
      const fault = { index, path: "currency_code", message, reason: "required" as const }
      return [{ ...fault, code: "INVALID_DATA" }]
    }
    if ((byKey.get(keyOf(row)) ?? []).length < 2) return []
    const message = `${row.sku ?? row.inventory_item_id} has several prices in ${row.currency_code} from ${row.valid_from} on; name one.`
    return [{ index, code: "INVALID_DATA", path: "valid_from", message, reason: "repeated" }]
  })
}

/** Deletes the prices that the new ones replace. */
const replace = async (sql: Sql, rows: NewRow[]): Promise<string[]> => {
  const replaced = await sql<{ id: string }>(
    `update ${table} old set deleted_at = now(), updated_at = now()
     from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as new (contractor_id, inventory_item_id, currency_code, valid_from)
     where old.contractor_id = new.contractor_id and old.inventory_item_id = new.inventory_item_id
       and old.currency_code = new.currency_code and old.valid_from = new.valid_from and old.deleted_at is null
     returning old.id`,
    [
      rows.map((row) => row.contractor_id),
      rows.map((row) => row.inventory_item_id),
      rows.map((row) => row.currency_code),
      rows.map((row) => row.valid_from),
    ]
  )
  return replaced.map(({ id }) => id)
}

export interface PricesBefore {
  created_ids: string[]
  replaced_ids: string[]
}

export const undoSetContractorPrices = async (sql: Sql, before: PricesBefore): Promise<void> => {
  await sql(`update ${table} set deleted_at = now() where id = any(?::text[])`, [
    before.created_ids,
  ])
  await sql(`update ${table} set deleted_at = null where id = any(?::text[])`, [
    before.replaced_ids,
  ])
}

/** Sales keep the cost of their day. Throws: NOT_FOUND. */
export const deleteContractorPrice = async (
  sql: Sql,
  { contractor_id, price_id }: { contractor_id: string; price_id: string }
): Promise<string> => {
  const [deleted] = await sql<{ id: string }>(
    `update ${table} set deleted_at = now(), updated_at = now()
     where id = ? and contractor_id = ? and deleted_at is null returning id`,
    [price_id, contractor_id]
  )
  if (!deleted) throw notFound("contractor_price", price_id)
  return deleted.id
}

const readPrices = async (sql: Sql, ids: string[]): Promise<ContractorPriceRow[]> => {
  const rows = await sql<ContractorPriceRow>(`select * from ${table} where id = any(?::text[])`, [
    ids,
  ])
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** By currency of the inbound agreements that have not ended. */
const loadTimeZones = async (sql: Sql, contractorId: string): Promise<Map<string, string>> => {
  const rows = await sql<{ currency_code: string; time_zone: string }>(
    `select currency_code, time_zone from consignment_agreement
     where contractor_id = ? and direction = 'inbound' and deleted_at is null
       and (valid_to is null or valid_to >= now())
     order by valid_from desc nulls last`,
    [contractorId]
  )
  return new Map(rows.map((row) => [row.currency_code, row.time_zone]))
}
