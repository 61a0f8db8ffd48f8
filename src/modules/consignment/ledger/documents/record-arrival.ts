import { lockRows } from "../../database/locks"
import { ConsignmentError } from "../../domain/errors"
import { refuseRepeated } from "../../domain/repeated"
import { beginPosting } from "../../database/begin-posting"
import { givenRows, type Sql } from "../../database/sql"
import { hashOf } from "../posting/document-head"
import { refuseMissingDocument, refuseUnknownOnLines } from "../posting/references"
import { wasRequested } from "../posting/request-keys"

export interface RecordArrival {
  delivery_id: string
  lines: { line_id: string; received_quantity: string }[]
  idempotency_key?: string
}

/**
 * Keeps what the customer says has arrived; the ledger goes on with what was delivered, and the difference stays visible
 * until it is explained. Said again, the new word holds. Answers false if an earlier call with the same key has said it.
 * Throws: NOT_FOUND, INVALID_DATA (a draft, unknown lines, a line twice), ALREADY_REVERSED, IDEMPOTENCY_MISMATCH.
 */
export const recordArrival = async (sql: Sql, command: RecordArrival): Promise<boolean> => {
  const { delivery_id: id, lines, idempotency_key: key } = command
  if (await wasRequested(sql, "delivery_receipt", hashOf({ id, lines }), key)) return false
  const [delivery] = await lockRows<{ status: string }>(sql, "document", "status", [id, "delivery"])
  if (!delivery) return refuseMissingDocument(id)
  refuseNotUnderway(id, delivery.status)
  const known = await sql<{ id: string }>(
    `select id from consignment_document_line where document_id = ?`,
    [id]
  )
  refuseUnknownOnLines(
    "line_id",
    lines.map((line, index) => ({ index, value: line.line_id })),
    new Set(known.map((line) => line.id))
  )
  refuseRepeated(
    "line_id",
    lines.map((line, index) => ({ index, thing: line.line_id }))
  )
  await beginPosting(sql)
  const given = givenRows("arrived", { line_id: "text", received_quantity: "numeric" }, lines)
  await sql(
    `update consignment_document_line l set received_quantity = arrived.received_quantity, updated_at = now()
     from ${given.statement}
     where l.id = arrived.line_id`,
    given.parameters
  )
  await sql(
    `update consignment_document set received_at = now(), updated_at = now() where id = ?`,
    [id]
  )
  return true
}

const refuseNotUnderway = (id: string, status: string): void => {
  if (status === "draft") {
    throw new ConsignmentError("INVALID_DATA", "The delivery is not posted yet.", { id })
  }
  if (status === "reversed") {
    throw new ConsignmentError("ALREADY_REVERSED", "The delivery was reversed.", { id })
  }
}
