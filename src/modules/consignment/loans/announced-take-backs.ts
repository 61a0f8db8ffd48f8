import { lockRows } from "../database/locks"
import { ConsignmentError, refuseLines, type RefusedLine } from "../domain/errors"
import { groupBy } from "../domain/group-by"
import { aboutDelivery } from "../domain/peers"
import { exact, toText, ZERO } from "../domain/quantity"
import { refuseRepeated } from "../domain/repeated"
import { beginPosting } from "../database/begin-posting"
import { toDateOrNull, type Instant } from "../database/column-table"
import { givenRows, type Sql } from "../database/sql"
import { postInternalIssue } from "../ledger/documents/post-goods-issue"
import { postReportedSale } from "../ledger/documents/post-reported-sale"
import { postTakeBack } from "../ledger/documents/post-take-back"
import type { StorePorts } from "../ledger/documents/posting-function"
import { hashOf } from "../ledger/posting/document-head"
import type { Ports, Posted } from "../ledger/posting/post"
import { refuseMissingDocument, refuseUnknownOnLines } from "../ledger/posting/references"
import { wasRequested } from "../ledger/posting/request-keys"
import { tell } from "../peers/feed"

/** Payer of announced units that did not arrive. */
export const bearers = ["us", "customer"] as const
export type Bearer = (typeof bearers)[number]

export interface PostAnnounced {
  take_back_id: string
  to_stock_location_id: string
  /** Units that arrived; default: all that were announced. Lines left out did not arrive. */
  lines?: { line_id: string; quantity: string; serial_numbers?: string[] | null }[]
  idempotency_key?: string
  created_by?: string | null
}

export interface SettleDifference {
  take_back_id: string
  lines: { line_id: string; quantity: string; bearer: Bearer }[]
  idempotency_key?: string
  created_by?: string | null
}

interface Head {
  status: string
  warehouse_id: string
  own_stock_location_id: string | null
  effective_at: Instant | null
  reference: string | null
  note: string | null
  source_key: string | null
  peer_id: string | null
}

interface Line {
  id: string
  inventory_item_id: string
  sku: string | null
  quantity: string
  lot_id: string
  announced_quantity: string
  resolved_quantity: string
  origin_line_id: string | null
  /** Units that were announced by name. */
  serial_numbers: string[] | null
}

/**
 * Posts what arrived of a return that the other store has announced; the shortfall stays visible. The other store is told
 * what arrived.
 * Throws: NOT_FOUND, DOCUMENT_POSTED, INVALID_DATA, and as a take-back does.
 */
export const postAnnounced = async (ports: Ports, command: PostAnnounced): Promise<Posted> => {
  const { sql } = ports
  const { take_back_id: id, to_stock_location_id, lines: arrived, idempotency_key: key } = command
  await beginPosting(sql)
  const head = await lockHead(sql, id)
  const request = hashOf({ id, to_stock_location_id, arrived })
  if (await wasRequested(sql, "take_back_post", request, key)) {
    return { is_new: false, document_id: id, level_ids: [] }
  }
  if (head.status !== "draft") {
    throw new ConsignmentError("DOCUMENT_POSTED", "The take-back is posted already.", { id })
  }
  const lines = await loadLines(sql, id)
  refuseUnknown(arrived ?? [], lines)
  const quantities = new Map((arrived ?? []).map((line) => [line.line_id, line.quantity]))
  const quantityOf = (line: Line): string =>
    arrived === undefined ? line.announced_quantity : (quantities.get(line.id) ?? "0")
  refuseLines(
    "INVALID_DATA",
    (arrived ?? []).flatMap(({ line_id, quantity }, index): RefusedLine[] => {
      const announced = lines.find((line) => line.id === line_id)?.announced_quantity ?? "0"
      return exact(quantity).gt(announced)
        ? [
            {
              index,
              code: "INVALID_DATA",
              path: "quantity",
              message: `${quantity} arrived, ${toText(exact(announced))} were announced.`,
              reason: "more_than_announced",
            },
          ]
        : []
    })
  )
  const named = new Map((arrived ?? []).map((line) => [line.line_id, line.serial_numbers ?? []]))
  const announced = await findAnnounced(sql, lines)
  const serialsOf = (line: Line): string[] => {
    const given = named.get(line.id) ?? []
    if (given.length > 0) return given
    const known = announced.get(line.id) ?? []
    return exact(quantityOf(line)).eq(known.length) ? known : []
  }
  await sql(`delete from consignment_document_line where document_id = ?`, [id])
  await sql(`delete from consignment_document where id = ?`, [id])
  const posted = await postTakeBack(
    { ...withoutPeers(ports), follows: toFollowing(head, id) },
    {
      warehouse_id: head.warehouse_id,
      to_stock_location_id,
      effective_at: toDateOrNull(head.effective_at)?.toISOString(),
      reference: head.reference,
      note: head.note,
      created_by: command.created_by,
      lines: lines.map((line) => ({
        inventory_item_id: line.inventory_item_id,
        sku: line.sku,
        lot_id: line.lot_id,
        quantity: quantityOf(line),
        serial_numbers: serialsOf(line),
      })),
    },
    undefined,
    { id, lines }
  )
  await tellArrived(sql, head, id, lines, quantityOf)
  return posted
}

/** By line, the units that were announced by name, where our register has all of them in that lot. */
const findAnnounced = async (sql: Sql, lines: Line[]): Promise<ReadonlyMap<string, string[]>> => {
  const rows = await sql<{ lot_id: string; serial: string }>(
    `select lot_id, serial from consignment_serial_number where is_held and lot_id = any(?::text[])`,
    [lines.map((line) => line.lot_id)]
  )
  const held = new Set(rows.map(({ lot_id, serial }) => `${lot_id}\n${serial}`))
  return new Map(
    lines.flatMap(({ id, lot_id, serial_numbers }) =>
      serial_numbers?.every((serial) => held.has(`${lot_id}\n${serial}`))
        ? [[id, serial_numbers]]
        : []
    )
  )
}

/** Documents that follow an announcement are not told to the store that has announced it. */
const withoutPeers = <Given extends Ports>({ peers: _, ...ports }: Given) => ports

const toFollowing = ({ peer_id, source_key }: Head, id: string) => ({
  peerId: peer_id ?? "",
  key: (source_key ?? `take_back:${id}`).replace(/^take_back:/, ""),
})

const tellArrived = async (
  sql: Sql,
  head: Head,
  id: string,
  lines: Line[],
  quantityOf: (line: Line) => string
): Promise<void> => {
  const [peer] = await sql(
    `select 1 from consignment_peer where id = ? and status in ('connected', 'paused', 'needs_attention')`,
    [head.peer_id]
  )
  if (!peer || head.peer_id === null) return
  const deliveries = await sql<{ document_id: string }>(
    `select distinct document_id from consignment_document_line where id = any(?::text[])`,
    [lines.flatMap((line) => line.origin_line_id ?? [])]
  )
  await tell(sql, head.peer_id, {
    type: "take_back.arrived",
    about: deliveries.map((delivery) => aboutDelivery(delivery.document_id)),
    body: {
      document_id: id,
      reference: head.reference,
      lines: lines.map((line) => ({
        origin_line_id: line.origin_line_id,
        announced_quantity: toText(exact(line.announced_quantity)),
        quantity: quantityOf(line),
      })),
    },
    documentId: id,
  })
}

/**
 * Settles who pays for announced units that did not arrive: the customer by a reported sale, or we by taking them back and
 * writing them off.
 * Throws: NOT_FOUND, INVALID_DATA, EXCEEDS_RETURNABLE.
 */
export const settleDifference = async (
  ports: StorePorts,
  command: SettleDifference
): Promise<boolean> => {
  const { sql } = ports
  const { take_back_id: id, lines: wanted, idempotency_key: key, created_by } = command
  await beginPosting(sql)
  const head = await lockHead(sql, id)
  if (await wasRequested(sql, "take_back_difference", hashOf({ id, wanted }), key)) return false
  if (head.status === "draft") {
    throw new ConsignmentError("INVALID_DATA", "The take-back is not posted yet.", { id })
  }
  const lines = await loadLines(sql, id)
  refuseUnknown(wanted, lines)
  const byId = new Map(lines.map((line) => [line.id, line]))
  refuseLines(
    "EXCEEDS_RETURNABLE",
    wanted.flatMap(({ line_id, quantity }, index): RefusedLine[] => {
      const line = byId.get(line_id)
      const missing = line
        ? exact(line.announced_quantity).minus(line.quantity).minus(line.resolved_quantity)
        : ZERO
      return exact(quantity).gt(missing)
        ? [
            {
              index,
              code: "EXCEEDS_RETURNABLE",
              message: `${quantity} were to be settled, ${toText(missing)} are missing.`,
              quantity,
              returnable: toText(missing),
            },
          ]
        : []
    })
  )
  const own = withoutPeers(ports)
  const byBearer = groupBy(wanted, (line) => line.bearer)
  const toLines = (bearer: Bearer) =>
    (byBearer.get(bearer) ?? []).flatMap(({ line_id, quantity }) => {
      const line = byId.get(line_id)
      return line
        ? [
            {
              inventory_item_id: line.inventory_item_id,
              sku: line.sku,
              lot_id: line.lot_id,
              quantity,
            },
          ]
        : []
    })
  const paper = { warehouse_id: head.warehouse_id, reference: head.reference, created_by }
  const sold = toLines("customer")
  if (sold.length > 0) await postReportedSale(own, { ...paper, lines: sold })
  const lost = toLines("us")
  if (lost.length > 0) {
    const to_stock_location_id = head.own_stock_location_id ?? ""
    await postTakeBack(own, { ...paper, to_stock_location_id, lines: lost })
    await postInternalIssue(own, {
      stock_location_id: to_stock_location_id,
      issue_strategy: "own_first",
      reason: "lost",
      reference: head.reference,
      created_by,
      lines: lost.map(({ lot_id: _, ...line }) => line),
    })
  }
  const given = givenRows("c", { line_id: "text", quantity: "numeric" }, wanted)
  await sql(
    `update consignment_document_line line set resolved_quantity = line.resolved_quantity + c.quantity, updated_at = now()
     from ${given.statement} where line.id = c.line_id`,
    given.parameters
  )
  return true
}

const refuseUnknown = (wanted: { line_id: string }[], lines: Line[]): void => {
  refuseUnknownOnLines(
    "line_id",
    wanted.map((line, index) => ({ index, value: line.line_id })),
    new Set(lines.map(({ id }) => id))
  )
  refuseRepeated(
    "line_id",
    wanted.map((line, index) => ({ index, thing: line.line_id }))
  )
}

const lockHead = async (sql: Sql, id: string): Promise<Head> => {
  const [head] = await lockRows<Head>(
    sql,
    "document",
    "status, warehouse_id, own_stock_location_id, effective_at, reference, note, source_key, peer_id",
    [id, "take_back"]
  )
  return head ?? refuseMissingDocument(id)
}

/** Only announced lines can fall short. */
const loadLines = (sql: Sql, id: string): Promise<Line[]> =>
  sql<Line>(
    `select id, inventory_item_id, sku, quantity::text, lot_id, announced_quantity::text, resolved_quantity::text,
       origin_line_id, serial_numbers
     from consignment_document_line where document_id = ? and announced_quantity is not null order by index`,
    [id]
  )
