import type { Context } from "@medusajs/framework/types"
import type { Announcement } from "../domain/announcement"
import { notFound } from "../domain/errors"
import type { ReversibleType } from "../domain/kinds"
import { sqlOf, type Sql } from "../database/sql"
import type { HostLevels } from "../ledger/posting/host-levels"
import { readDeliveries, type DocumentAnswer } from "../ledger/reading/document-answers"
import type { Ports } from "../ledger/posting/post"
import { peerPorts } from "../peers"
import { toMedusaError } from "../to-medusa-error"
import {
  postAnnounced,
  settleDifference,
  type PostAnnounced,
  type SettleDifference,
} from "./announced-take-backs"
import { checkReceipt, type CheckReceipt } from "./check-receipt"
import { toRegistry } from "../ledger/documents/strategies"
import { endHire, extendHire, type EndHire, type ExtendHire } from "./change-hire"
import { endDueHires, findDueItems } from "./due"
import { postLoan, type PostedLoan, type PostLoan } from "./post-loan"
import {
  listLoans,
  readHireWorklist,
  readLoans,
  type HireWorklist,
  type LoanAnswer,
  type LoanFilters,
  type LoanPage,
} from "./read-loans"
import { returnLoan, type ReturnLoan } from "./return-loan"

interface Transactions {
  inOneTransaction: <T>(work: (context: Context) => Promise<T>, context?: Context) => Promise<T>
}

/** A delivery whose hire was ended or extended. */
export interface ChangedHire {
  /** Null if an earlier call with the same key has done so. */
  event: Announcement | null
  delivery: DocumentAnswer
}

/** A change of a hire, to be tried. */
export type HireChange = { end: EndHire } | { extend: ExtendHire }

/**
 * Hired units: what is lent of them, what has ended, what is to be checked. What is posted is read in its own transaction:
 * a database that goes away after the commit must not make it look as if it had failed.
 */
export class Loans {
  constructor(private readonly service: Transactions) {}

  /** Throws: INVALID_DATA, NOT_CONSIGNMENT_WAREHOUSE, INSUFFICIENT_STOCK, IDEMPOTENCY_MISMATCH. */
  async post(command: PostLoan, host: HostLevels): Promise<PostedLoan & { loan: LoanAnswer }> {
    return await this.posting(host, async (ports) => {
      const posted = await postLoan(ports, command)
      return { ...posted, loan: await retrieveLoan(ports.sql, posted.loan_id) }
    })
  }

  /** A loan as it would be posted, without its number and with other line ids. Throws as the posting does. */
  async rehearsePosting(command: PostLoan, host: HostLevels) {
    return await this.rehearsed(host, async (ports) => {
      const { is_new: isNew, loan_id: id, warnings } = await postLoan(ports, command)
      const loan = await retrieveLoan(ports.sql, id)
      return { is_new: isNew, loan: { ...loan, number: isNew ? null : loan.number }, warnings }
    })
  }

  /** A loan as it would be once units came back. Throws as the return does. */
  async rehearseReturn(command: ReturnLoan, host: HostLevels) {
    const { event, loan } = await this.rehearsed(host, (ports) => returnAndRead(ports, command))
    return { is_new: event !== null, loan }
  }

  /** A delivery as it would be once the hire of its units was ended or extended. Throws as the change does. */
  async rehearseHire(
    change: HireChange,
    host: HostLevels
  ): Promise<{ is_new: boolean; delivery: DocumentAnswer }> {
    const { event, delivery } = await this.rehearsed(host, (ports) =>
      "end" in change ? endAndRead(ports, change.end) : extendAndRead(ports, change.extend)
    )
    return { is_new: event !== null, delivery }
  }

  /** Throws: NOT_FOUND, INVALID_DATA, EXCEEDS_RETURNABLE, IDEMPOTENCY_MISMATCH. */
  async return(command: ReturnLoan, host: HostLevels) {
    return await this.posting(host, (ports) => returnAndRead(ports, command))
  }

  /** Throws: NOT_FOUND, INVALID_DATA, ALREADY_REVERSED, INSUFFICIENT_STOCK, IDEMPOTENCY_MISMATCH. */
  async endHire(command: EndHire, host: HostLevels): Promise<ChangedHire> {
    return await this.posting(host, (ports) => endAndRead(ports, command))
  }

  /** Throws: NOT_FOUND, INVALID_DATA, ALREADY_REVERSED, IDEMPOTENCY_MISMATCH. */
  async extendHire(command: ExtendHire, host: HostLevels): Promise<ChangedHire> {
    return await this.posting(host, (ports) => extendAndRead(ports, command))
  }

  /** Throws: NOT_FOUND, INVALID_DATA, ALREADY_REVERSED, INSUFFICIENT_STOCK, IDEMPOTENCY_MISMATCH. */
  async check(command: CheckReceipt, host: HostLevels): Promise<DocumentAnswer> {
    return await this.posting(host, async (ports) => {
      await checkReceipt(ports, command)
      return await readDocument(ports.sql, "goods_receipt", command.goods_receipt_id)
    })
  }

  /** Throws: NOT_FOUND, DOCUMENT_POSTED, INVALID_DATA, and as a take-back does. */
  async postAnnounced(command: PostAnnounced, host: HostLevels) {
    return await this.posting(host, async (ports) => {
      const { is_new, level_ids } = await postAnnounced(ports, command)
      const document = await readDocument(ports.sql, "take_back", command.take_back_id)
      return { is_new, level_ids, document }
    })
  }

  /** Throws: NOT_FOUND, INVALID_DATA, EXCEEDS_RETURNABLE, IDEMPOTENCY_MISMATCH. */
  async settleDifference(command: SettleDifference, host: HostLevels): Promise<DocumentAnswer> {
    return await this.posting(host, async (ports) => {
      await settleDifference({ ...ports, strategies: toRegistry() }, command)
      return await readDocument(ports.sql, "take_back", command.take_back_id)
    })
  }

  /** The items of a document, posted or a draft. */
  async itemsOf(documentId: string): Promise<string[]> {
    return await this.run(async (sql) =>
      (
        await sql<{ inventory_item_id: string }>(
          `select distinct inventory_item_id from consignment_document_line where document_id = ?`,
          [documentId]
        )
      ).map((row) => row.inventory_item_id)
    )
  }

  /** Items with hires that are over and not ended yet. */
  async findDueItems(): Promise<string[]> {
    return await this.run((sql) => findDueItems(sql, new Date()))
  }

  /** Ends the hires of items that are over; the caller holds the host's locks of the items. */
  async endDue(itemIds: string[], host: HostLevels): Promise<void> {
    await this.posting(host, (ports) => endDueHires(ports, { itemIds }))
  }

  /** Throws: NOT_FOUND. */
  async retrieve(id: string): Promise<LoanAnswer> {
    return await this.run((sql) => retrieveLoan(sql, id))
  }

  async list(filters: LoanFilters, page: LoanPage): Promise<readonly [LoanAnswer[], number]> {
    return await this.run((sql) => listLoans(sql, filters, page, new Date()))
  }

  async readWorklist(days: number): Promise<HireWorklist> {
    return await this.run((sql) => readHireWorklist(sql, new Date(), days))
  }

  private async posting<T>(host: HostLevels, work: (ports: Ports) => Promise<T>): Promise<T> {
    return await this.run((sql) => work({ sql, host, clock: () => new Date(), peers: peerPorts }))
  }

  /** Does the work, answers what came of it, and takes all of it back. */
  private async rehearsed<T>(host: HostLevels, work: (ports: Ports) => Promise<T>): Promise<T> {
    const done: T[] = []
    const undo = new Error("What was rehearsed is taken back.")
    await this.posting(host, async (ports) => {
      done.push(await work({ ...ports, isRehearsal: true }))
      throw undo
    }).catch((error: unknown) => {
      if (error !== undo) throw error
    })
    return done[0] as T
  }

  private async run<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return await this.service
      .inOneTransaction((context) => work(sqlOf(context)))
      .catch(toMedusaError)
  }
}

const returnAndRead = async (ports: Ports, command: ReturnLoan) => ({
  event: await returnLoan(ports, command),
  loan: await retrieveLoan(ports.sql, command.loan_id),
})

const endAndRead = async (ports: Ports, command: EndHire): Promise<ChangedHire> => ({
  event: await endHire(ports, command),
  delivery: await readDocument(ports.sql, "delivery", command.delivery_id),
})

const extendAndRead = async (ports: Ports, command: ExtendHire): Promise<ChangedHire> => ({
  event: await extendHire(ports, command),
  delivery: await readDocument(ports.sql, "delivery", command.delivery_id),
})

/** Throws: NOT_FOUND. */
const readDocument = async (
  sql: Sql,
  type: ReversibleType,
  id: string
): Promise<DocumentAnswer> => {
  const [document] = await readDeliveries(sql, [id])
  if (document?.type !== type) throw notFound(type, id)
  return document as DocumentAnswer
}

const retrieveLoan = async (sql: Sql, id: string): Promise<LoanAnswer> => {
  const [loan] = await readLoans(sql, [id], new Date())
  if (!loan) throw notFound("loan", id)
  return loan
}
