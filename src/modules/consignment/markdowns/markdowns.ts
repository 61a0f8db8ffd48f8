import type { Context } from "@medusajs/framework/types"
import { changeableColumns, refuseOtherKeys } from "../database/columns"
import { lockName } from "../database/locks"
import { newId } from "../database/new-id"
import { toDate, type Instant } from "../database/column-table"
import { insertRow, sqlOf, updateRow, type Row, type Sql } from "../database/sql"
import { ConsignmentError, notFound, type RefusalReason } from "../domain/errors"
import { groupBy } from "../domain/group-by"
import {
  daysSince,
  decideItemMarkdown,
  guardMarkdown,
  type AgeingLot,
  type ItemMarkdown,
  type MarkdownSchedule,
  type MarkdownStatus,
} from "../domain/markdown"
import { exact } from "../domain/quantity"
import type { Direction } from "../domain/terms"
import { toMedusaError } from "../to-medusa-error"

const table = "consignment_markdown"

/** A schedule for all goods of an agreement, or for one item, which goes before the other. */
export interface Markdown extends MarkdownSchedule {
  id: string
  agreement_id: string
  contractor_id: string
  currency_code: string
  inventory_item_id: string | null
  sku: string | null
  status: MarkdownStatus
  /** The host's price list with the marked-down prices; null while nothing is marked down. */
  price_list_id: string | null
  created_by: string | null
  created_at: string
  updated_at: string
}

export interface CreateMarkdown extends MarkdownSchedule {
  agreement_id: string
  inventory_item_id?: string | null
  sku?: string | null
  created_by?: string | null
}

export interface UpdateMarkdown extends Partial<MarkdownSchedule> {
  id: string
  status?: MarkdownStatus
}

/** One item of a schedule, and its markdown today. */
export interface PlannedMarkdown extends ItemMarkdown {
  markdown_id: string
  inventory_item_id: string
  sku: string | null
}

export interface MarkdownFilter {
  agreement_id?: string
  contractor_id?: string
  status?: MarkdownStatus
}

interface Transactions {
  inOneTransaction: <T>(work: (context: Context) => Promise<T>) => Promise<T>
}

/** Markdown schedules: what is agreed, and what each comes to today. */
export class Markdowns {
  constructor(private readonly service: Transactions) {}

  /** Throws: INVALID_DATA (unknown or outbound agreement, steps out of order, a second one for the same goods). */
  async create({ ...command }: CreateMarkdown): Promise<Markdown> {
    return await this.run(async (sql) => {
      guardMarkdown(await requireDirection(sql, command.agreement_id), command)
      await lockName(sql, `markdown:${command.agreement_id}`)
      await refuseSecond(sql, command)
      const id = newId("conmkd")
      refuseOtherKeys(command, changeableColumns(table))
      await insertRow(sql, table, { id, ...command, status: "active" })
      return await retrieve(sql, id)
    })
  }

  /** Answers the schedule and what it was. Throws: NOT_FOUND, INVALID_DATA. */
  async update({ id, ...change }: UpdateMarkdown): Promise<{ markdown: Markdown; before: Row }> {
    return await this.run(async (sql) => {
      const before = await retrieve(sql, id)
      guardMarkdown("inbound", { ...before, ...change })
      await updateRow(sql, table, id, change as Row)
      const { steps, take_back_after_days, status } = before
      return { markdown: await retrieve(sql, id), before: { steps, take_back_after_days, status } }
    })
  }

  /** Undoes a change. */
  async restore(id: string, before: Row): Promise<void> {
    await this.run((sql) => updateRow(sql, table, id, before))
  }

  /** Throws: NOT_FOUND. */
  async remove(id: string): Promise<Markdown> {
    return await this.run(async (sql) => {
      const markdown = await retrieve(sql, id)
      await updateRow(sql, table, id, { deleted_at: new Date() })
      return markdown
    })
  }

  /** Throws: NOT_FOUND. */
  async retrieve(id: string): Promise<Markdown> {
    return await this.run((sql) => retrieve(sql, id))
  }

  async listAndCount(
    filter: MarkdownFilter,
    page: { limit: number; offset: number }
  ): Promise<[Markdown[], number]> {
    return await this.run((sql) => list(sql, filter, page))
  }

  /** Price lists of the host that belong to a schedule, deleted ones too. */
  async listPriceLists(): Promise<{ id: string; price_list_id: string }[]> {
    return await this.run((sql) =>
      sql<{ id: string; price_list_id: string }>(
        `select id, price_list_id from ${table} where price_list_id is not null order by id`
      )
    )
  }

  async setPriceList(id: string, priceListId: string | null): Promise<void> {
    await this.run((sql) =>
      sql(`update ${table} set price_list_id = ? where id = ?`, [priceListId, id])
    )
  }

  /** Totals of all schedules today, or of one that is not saved yet. */
  async plan(now: Date, draft?: CreateMarkdown): Promise<PlannedMarkdown[]> {
    return await this.run(async (sql) => {
      if (draft) guardMarkdown(await requireDirection(sql, draft.agreement_id), draft)
      return await plan(sql, now, draft)
    })
  }

  private async run<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return await this.service
      .inOneTransaction((context) => work(sqlOf(context)))
      .catch(toMedusaError)
  }
}

type Stored = Omit<Markdown, "created_at" | "updated_at"> & {
  created_at: Instant
  updated_at: Instant
}

const selection = `select m.id, m.agreement_id, a.contractor_id, a.currency_code, m.inventory_item_id, m.sku, m.steps,
    m.take_back_after_days, m.status, m.price_list_id, m.created_by, m.created_at, m.updated_at
  from ${table} m join consignment_agreement a on a.id = m.agreement_id`

const toMarkdown = (row: Stored): Markdown => ({
  ...row,
  created_at: toDate(row.created_at).toISOString(),
  updated_at: toDate(row.updated_at).toISOString(),
})

const retrieve = async (sql: Sql, id: string): Promise<Markdown> => {
  const [row] = await sql<Stored>(`${selection} where m.id = ? and m.deleted_at is null`, [id])
  if (!row) throw notFound("markdown", id)
  return toMarkdown(row)
}

const list = async (
  sql: Sql,
  filter: MarkdownFilter,
  { limit, offset }: { limit: number; offset: number }
): Promise<[Markdown[], number]> => {
  const conditions = [
    ["m.agreement_id = ?", filter.agreement_id],
    ["a.contractor_id = ?", filter.contractor_id],
    ["m.status = ?", filter.status],
  ].filter((condition): condition is [string, string] => condition[1] !== undefined)
  const where = ["m.deleted_at is null", ...conditions.map(([one]) => one)].join(" and ")
  const parameters = conditions.map(([, value]) => value)
  const rows = await sql<Stored>(
    `${selection} where ${where} order by a.contractor_id, m.agreement_id, m.inventory_item_id nulls first, m.id
     limit ? offset ?`,
    [...parameters, limit, offset]
  )
  const [counted] = await sql<{ count: number }>(
    `select count(*)::int as count from (${selection} where ${where}) found`,
    parameters
  )
  return [rows.map(toMarkdown), counted?.count ?? 0]
}

/** Throws: INVALID_DATA. */
const requireDirection = async (sql: Sql, agreementId: string): Promise<Direction> => {
  const [agreement] = await sql<{ direction: Direction }>(
    `select direction from consignment_agreement where id = ? and deleted_at is null`,
    [agreementId]
  )
  if (agreement) return agreement.direction
  throw refusal("agreement_id", `There is no agreement ${agreementId}.`, "unknown")
}

const refuseSecond = async (
  sql: Sql,
  { agreement_id: agreementId, inventory_item_id: itemId = null }: CreateMarkdown
): Promise<void> => {
  const [other] = await sql<{ id: string }>(
    `select id from ${table}
     where agreement_id = ? and inventory_item_id is not distinct from ?::text and deleted_at is null`,
    [agreementId, itemId]
  )
  if (!other) return
  const path = itemId === null ? "agreement_id" : "inventory_item_id"
  throw refusal(
    path,
    `These goods have the markdown schedule ${other.id}; change that one.`,
    "taken"
  )
}

const refusal = (path: string, message: string, reason: RefusalReason) =>
  new ConsignmentError("INVALID_DATA", `${path}: ${message}`, {
    path,
    fields: [{ path, message, reason }],
  })

interface LotRow {
  inventory_item_id: string
  sku: string | null
  quantity: string
  received_at: Instant
  agreement_id: string | null
  time_zone: string | null
}

/** Open lots of all items that a schedule may concern: other owners' lots of them keep a price, too. */
const loadLots = async (sql: Sql, agreementIds: string[], now: Date): Promise<LotRow[]> =>
  await sql<LotRow>(
    `with lots as (
       select l.inventory_item_id, l.sku, l.quantity_remaining, l.received_at, l.sequence, g.id as agreement_id, g.time_zone
       from consignment_lot l
       left join consignment_agreement g on g.contractor_id = l.contractor_id and g.direction = l.direction
         and g.currency_code = l.currency_code and g.deleted_at is null
         and (g.valid_from is null or g.valid_from <= ?::timestamptz)
         and (g.valid_to is null or g.valid_to >= ?::timestamptz)
       where l.direction = 'inbound' and l.quantity_remaining > 0 and coalesce(l.terms, 'consign') <> 'hire')
     select inventory_item_id, sku, quantity_remaining::text as quantity, received_at, agreement_id, time_zone from lots
     where inventory_item_id in (select inventory_item_id from lots where agreement_id = any(?::text[]))
     order by sku collate "C", inventory_item_id, received_at, sequence`,
    [now.toISOString(), now.toISOString(), agreementIds]
  )

const DRAFT = "draft"

const plan = async (
  sql: Sql,
  now: Date,
  draft: CreateMarkdown | undefined
): Promise<PlannedMarkdown[]> => {
  const [kept] = await list(sql, {}, { limit: 100_000, offset: 0 })
  const schedules: Schedule[] = draft
    ? [...kept.filter((one) => !isOfSameGoods(one, draft)), toDraft(draft)]
    : kept
  const lots = await loadLots(sql, [...new Set(schedules.map((one) => one.agreement_id))], now)
  const planned: PlannedMarkdown[] = []
  for (const [itemId, ofItem] of groupBy(lots, (lot) => lot.inventory_item_id)) {
    const ageing = ofItem.map((lot) => toAgeing(lot, schedules, now))
    const ids = new Set(ageing.flatMap(({ schedule }) => schedule?.id ?? []))
    for (const id of ids) {
      const markdown = draft && id !== DRAFT ? null : decideItemMarkdown(ageing, id)
      if (!markdown) continue
      const sku = ofItem[0]?.sku ?? null
      planned.push({ markdown_id: id, inventory_item_id: itemId, sku, ...markdown })
    }
  }
  return planned
}

type Schedule = MarkdownSchedule &
  Pick<Markdown, "id" | "agreement_id" | "inventory_item_id" | "status">

const toDraft = (draft: CreateMarkdown): Schedule => ({
  id: DRAFT,
  agreement_id: draft.agreement_id,
  inventory_item_id: draft.inventory_item_id ?? null,
  steps: draft.steps,
  take_back_after_days: draft.take_back_after_days,
  status: "active",
})

const isOfSameGoods = (one: Schedule, draft: CreateMarkdown): boolean =>
  one.agreement_id === draft.agreement_id &&
  one.inventory_item_id === (draft.inventory_item_id ?? null)

/** The schedule of the item goes before that of the whole agreement. */
const toAgeing = (lot: LotRow, schedules: Schedule[], now: Date): AgeingLot => {
  const agreed = schedules.filter((one) => one.agreement_id === lot.agreement_id)
  const schedule =
    agreed.find((one) => one.inventory_item_id === lot.inventory_item_id) ??
    agreed.find((one) => one.inventory_item_id === null) ??
    null
  return {
    quantity: exact(lot.quantity),
    days: daysSince(toDate(lot.received_at), lot.time_zone ?? "UTC", now),
    schedule,
  }
}
