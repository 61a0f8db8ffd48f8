import { lockRows } from "../database/locks"
import { ConsignmentError, refuseLines, type RefusedLine } from "../domain/errors"
import { exact, toText } from "../domain/quantity"
import { refuseRepeated } from "../domain/repeated"
import { beginPosting } from "../database/begin-posting"
import { givenRows } from "../database/sql"
import { postConsignorReturn } from "../ledger/documents/post-consignor-return"
import { hashOf } from "../ledger/posting/document-head"
import { syncHolds } from "../ledger/posting/hired-units"
import type { Ports, Posted } from "../ledger/posting/post"
import { refuseMissingDocument, refuseUnknownOnLines } from "../ledger/posting/references"
import { wasRequested } from "../ledger/posting/request-keys"

export interface CheckReceipt {
  goods_receipt_id: string
  lines: {
    line_id: string
    accepted_quantity: string
    rejected_quantity?: string | null
    reason?: string | null
  }[]
  idempotency_key?: string
  created_by?: string | null
}

interface CheckedReceipt {
  is_new: boolean
  /** Sends the rejected units back; null if there are none. */
  consignor_return: Posted | null
}

interface ReceiptLine {
  id: string
  inventory_item_id: string
  sku: string | null
  lot_id: string
  unchecked: string
}

/**
 * Units that were received are checked: accepted ones become available, rejected ones go back to their owner.
 * Throws: NOT_FOUND, INVALID_DATA, ALREADY_REVERSED, INSUFFICIENT_STOCK, IDEMPOTENCY_MISMATCH.
 */
export const checkReceipt = async (
  ports: Ports,
  command: CheckReceipt
): Promise<CheckedReceipt> => {
  const { sql, host } = ports
  const { goods_receipt_id: id, lines, idempotency_key: key } = command
  await beginPosting(sql)
  const receipt = await lockReceipt(ports, id)
  if (await wasRequested(sql, "goods_receipt_check", hashOf({ id, lines }), key)) {
    return { is_new: false, consignor_return: null }
  }
  const known = new Map(
    (
      await sql<ReceiptLine>(
        `select line.id, line.inventory_item_id, line.sku, l.id as lot_id,
           (line.quantity - line.checked_quantity)::text as unchecked
         from consignment_document_line line join consignment_lot l on l.document_id = line.document_id and l.line_id = line.id
         where line.document_id = ? and line.checked_quantity is not null order by line.index`,
        [id]
      )
    ).map((line) => [line.id, line])
  )
  refuseUnknownOnLines(
    "line_id",
    lines.map((line, index) => ({ index, value: line.line_id })),
    new Set(known.keys())
  )
  refuseRepeated(
    "line_id",
    lines.map((line, index) => ({ index, thing: line.line_id }))
  )
  const checked = lines.map((line, index) => ({
    index,
    line: known.get(line.line_id),
    reason: line.reason ?? null,
    rejected: exact(line.rejected_quantity ?? 0),
    quantity: exact(line.accepted_quantity).plus(line.rejected_quantity ?? 0),
  }))
  refuseLines(
    "INVALID_DATA",
    checked.flatMap(({ index, line, quantity }): RefusedLine[] =>
      line && quantity.gt(line.unchecked)
        ? [
            {
              index,
              code: "INVALID_DATA",
              path: "accepted_quantity",
              message: `${toText(quantity)} were checked, ${toText(exact(line.unchecked))} are to be checked.`,
              reason: "more_than_unchecked",
            },
          ]
        : []
    )
  )
  const given = givenRows(
    "c",
    { id: "text", quantity: "numeric" },
    checked.map(({ line, quantity }) => ({ id: line?.id, quantity: toText(quantity) }))
  )
  await sql(
    `update consignment_document_line line set checked_quantity = line.checked_quantity + c.quantity, updated_at = now()
     from ${given.statement} where line.id = c.id`,
    given.parameters
  )
  await syncHolds(sql, host, {
    lotIds: checked.flatMap(({ line }) => line?.lot_id ?? []),
    lineIds: [],
  })
  const rejected = checked.filter((one) => one.rejected.gt(0))
  if (rejected.length === 0) return { is_new: true, consignor_return: null }
  const reasons = [...new Set(rejected.flatMap(({ reason }) => reason ?? []))]
  const consignorReturn = await postConsignorReturn(
    ports,
    {
      contractor_id: receipt.contractor_id,
      warehouse_id: receipt.warehouse_id,
      created_by: command.created_by,
      reference: receipt.number,
      note: reasons.length > 0 ? reasons.join("\n") : null,
      lines: rejected.map(({ line, rejected: quantity }) => ({
        inventory_item_id: line?.inventory_item_id ?? "",
        sku: line?.sku ?? null,
        lot_id: line?.lot_id,
        quantity: toText(quantity),
      })),
    },
    { isRejected: true }
  )
  return { is_new: true, consignor_return: consignorReturn }
}

interface ReceiptHead {
  status: string
  number: string
  contractor_id: string
  warehouse_id: string
}

const lockReceipt = async ({ sql }: Ports, id: string): Promise<ReceiptHead> => {
  const [receipt] = await lockRows<ReceiptHead>(
    sql,
    "document",
    "status, number, contractor_id, warehouse_id",
    [id, "goods_receipt"]
  )
  if (!receipt) return refuseMissingDocument(id)
  if (receipt.status === "reversed") {
    throw new ConsignmentError("ALREADY_REVERSED", "The goods receipt was reversed.", { id })
  }
  return receipt
}
