import { ConsignmentError, type RefusedLine } from "../../domain/errors"
import type { Posted } from "../posting/post"
import { postGoodsIssue, type PostGoodsIssue } from "./post-goods-issue"
import { postGoodsReceipt, type PostGoodsReceipt } from "./post-goods-receipt"
import { postOpeningBalance, type PostOpeningBalance } from "./post-opening-balance"
import { postReportedSale, type PostReportedSale } from "./post-reported-sale"
import { postStockCount, type PostStockCount } from "./post-stock-count"
import type { StorePorts } from "./posting-function"
import type { Sql } from "../../database/sql"

/** A document that is about to be posted. */
export type DocumentToRehearse =
  | { type: "goods_receipt"; command: PostGoodsReceipt }
  | { type: "opening_balance"; command: PostOpeningBalance }
  | { type: "goods_issue"; command: PostGoodsIssue }
  | { type: "reported_sale"; command: PostReportedSale }
  | { type: "stock_count"; command: PostStockCount }

/** Result that a document would have. */
export interface Rehearsed {
  /** The document that an earlier call with the same key has posted. */
  document_id: string | null
  refused: RefusedLine[]
  /** A refusal of the document as a whole. */
  refusal: Pick<ConsignmentError, "code" | "message" | "details"> | null
}

/**
 * Posts documents one after the other, so that each finds the stock that the one before has left, and takes everything
 * back. Lines that are refused are left out and the rest is tried again: so every line that cannot be posted is found,
 * whatever it is refused for.
 */
export const rehearse = async (
  ports: StorePorts,
  documents: DocumentToRehearse[]
): Promise<Rehearsed[]> => {
  const { sql } = ports
  const rehearsed: Rehearsed[] = []
  await sql("savepoint consignment_rehearsal")
  for (const wanted of documents) {
    rehearsed.push(
      await rehearseOne(sql, wanted.command.lines.length, (kept) =>
        postPart({ ...ports, isRehearsal: true }, wanted, kept)
      )
    )
  }
  await sql("rollback to savepoint consignment_rehearsal")
  return rehearsed
}

const rehearseOne = async (
  sql: Sql,
  lineCount: number,
  postLines: (kept: number[]) => Promise<Posted>
): Promise<Rehearsed> => {
  const refused: RefusedLine[] = []
  let kept = Array.from({ length: lineCount }, (_, index) => index)
  while (kept.length > 0) {
    const attempt = await attemptTo(sql, () => postLines(kept))
    if (!(attempt instanceof ConsignmentError)) {
      return {
        document_id: attempt.is_new ? null : attempt.document_id,
        refused,
        refusal: null,
      }
    }
    const lines = attempt.details?.lines ?? []
    if (lines.length === 0) {
      const { code, message, details } = attempt
      return { document_id: null, refused, refusal: { code, message, details } }
    }
    refused.push(...lines.map((line) => ({ ...line, index: kept[line.index] ?? line.index })))
    const positions = new Set(lines.map((line) => line.index))
    kept = kept.filter((_, position) => !positions.has(position))
  }
  return { document_id: null, refused, refusal: null }
}

/** Rolls a refused attempt back, so that the transaction goes on. */
const attemptTo = async (
  sql: Sql,
  attempt: () => Promise<Posted>
): Promise<Posted | ConsignmentError> => {
  await sql("savepoint consignment_attempt")
  return await attempt().catch(async (error: unknown) => {
    if (!(error instanceof ConsignmentError)) throw error
    await sql("rollback to savepoint consignment_attempt")
    return error
  })
}

const postPart = async (
  ports: StorePorts,
  wanted: DocumentToRehearse,
  kept: number[]
): Promise<Posted> => {
  const pick = <Line>(lines: Line[]): Line[] => kept.flatMap((index) => lines[index] ?? [])
  switch (wanted.type) {
    case "goods_receipt":
      return await postGoodsReceipt(ports, {
        ...wanted.command,
        lines: pick(wanted.command.lines),
      })
    case "opening_balance":
      return await postOpeningBalance(ports, {
        ...wanted.command,
        lines: pick(wanted.command.lines),
      })
    case "goods_issue":
      return await postGoodsIssue(ports, {
        ...wanted.command,
        lines: pick(wanted.command.lines),
      })
    case "reported_sale":
      return await postReportedSale(ports, {
        ...wanted.command,
        lines: pick(wanted.command.lines),
      })
    case "stock_count":
      return await postStockCount(ports, {
        ...wanted.command,
        lines: pick(wanted.command.lines),
      })
  }
}
