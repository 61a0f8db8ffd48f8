import { searchPapers } from "../ledger/reading/search-papers"
import type { Context, FindConfig } from "@medusajs/framework/types"
import { InjectManager, InjectTransactionManager, MedusaContext } from "@medusajs/framework/utils"
import type { DocumentOf } from "../domain/document-answer"
import type { DocumentType, ReversibleType } from "../domain/kinds"
import {
  countedPapers,
  planCount,
  postCount,
  type PlanCountedTakeBack,
  type PostCountedTakeBack,
} from "../ledger/documents/counted-take-back"
import { countNumbered, countOfTypes } from "../ledger/reading/counts"
import { readDocumentSummaries } from "../ledger/reading/document-summaries"
import {
  deleteDeliveryDraft,
  draftDelivery,
  postDeliveryDraft,
  updateDeliveryDraft,
  type PostDeliveryDraft,
  type UpdateDeliveryDraft,
} from "../ledger/documents/delivery-drafts"
import {
  hasAllocations,
  readDeliveries,
  readDocuments,
  type DocumentAnswer,
  type DraftAnswer,
} from "../ledger/reading/document-answers"
import { listDocumentsOfContractors } from "../ledger/reading/documents-of-contractor"
import { freeSourceKey } from "../ledger/posting/document-head"
import type { HostLevels } from "../ledger/posting/host-levels"
import { undoUnfinished } from "../ledger/documents/undo-unfinished"
import type { Posted } from "../ledger/posting/post"
import type { PostDelivery } from "../ledger/documents/post-delivery"
import { planGoodsIssue, type PostGoodsIssue } from "../ledger/documents/post-goods-issue"
import type { PostingFunction } from "../ledger/documents/posting-function"
import { reverse } from "../ledger/documents/reverse"
import { toPlanAnswer } from "../ledger/documents/plan-answer"
import { recordArrival, type RecordArrival } from "../ledger/documents/record-arrival"
import { withdraw } from "../ledger/posting/outbox"
import { rehearse, type DocumentToRehearse, type Rehearsed } from "../ledger/documents/rehearse"
import type { ReverseDocument } from "../ledger/documents/reverse-document"
import { sqlOf, type Sql } from "../database/sql"
import { toMedusaError } from "../to-medusa-error"
import { LedgerService } from "./ledger-service"
import { againIfKeyTaken, isEmpty, notFound, sortedBy, type Filters } from "./shared"

/** The papers that a count at a customer was posted as; null where there was nothing to post. */
export interface PostedCountedTakeBack {
  is_new: boolean
  level_ids: string[]
  reported_sale: DocumentOf<"reported_sale"> | null
  stock_count: DocumentOf<"stock_count"> | null
  take_back: DocumentOf<"take_back"> | null
}

/** A reversal that was posted, and the document it has reversed. */
export type Reversed = Posted & { document: DocumentAnswer }

type Delivery = DocumentAnswer | DraftAnswer

/**
 * Posts and reverses documents. Every posting locks, loads, decides and appends in one transaction, and changes the host's
 * levels in the same one.
 */
export class PostingService extends LedgerService {
  /** Posts a document by the function of its kind. Throws as that function does. */
  async postDocument<Command>(
    post: PostingFunction<Command>,
    command: Command,
    host: HostLevels
  ): Promise<Posted> {
    return await this.post_(host, (ports) =>
      post({ ...ports, strategies: this.strategies_() }, command)
    )
  }

  /** The allocations a goods issue would have now. Throws as the posting does. */
  @InjectManager()
  async planGoodsIssue(
    command: PostGoodsIssue,
    host: HostLevels,
    @MedusaContext() context: Context = {}
  ) {
    const planned = await planGoodsIssue(
      this.ports_(host, context),
      command,
      this.strategies_()
    ).catch(toMedusaError)
    return toPlanAnswer(planned)
  }

  /** Compares a count at a customer with the booked stock. Throws: INVALID_DATA, INSUFFICIENT_STOCK. */
  @InjectManager()
  async planCountedTakeBack(
    command: PlanCountedTakeBack,
    host: HostLevels,
    @MedusaContext() context: Context = {}
  ) {
    return await planCount(this.ports_(host, context), command).catch(toMedusaError)
  }

  /**
   * Posts what a count at a customer says, all of it or nothing.
   * Throws: INVALID_DATA, NOT_CONSIGNMENT_WAREHOUSE, DEDICATED_WAREHOUSE, INSUFFICIENT_STOCK, PERIOD_CLOSED,
   * IDEMPOTENCY_MISMATCH.
   */
  async postCountedTakeBack(
    command: PostCountedTakeBack,
    host: HostLevels
  ): Promise<PostedCountedTakeBack> {
    return await againIfKeyTaken(() =>
      this.inOneTransaction(async (context) => {
        const ports = this.ports_(host, context)
        const posted = await postCount(ports, command).catch(toMedusaError)
        const papers = countedPapers.flatMap((type) => posted[type] ?? [])
        const documents = await readDocuments(
          ports.sql,
          papers.map((paper) => paper.document_id)
        )
        const documentOf = <Type extends ReversibleType>(type: Type) =>
          (documents.find((document) => document.type === type) ?? null) as DocumentOf<Type> | null
        return {
          is_new: papers.some((paper) => paper.is_new),
          level_ids: [...new Set(papers.flatMap((paper) => paper.level_ids))],
          reported_sale: documentOf("reported_sale"),
          stock_count: documentOf("stock_count"),
          take_back: documentOf("take_back"),
        }
      })
    )
  }

  /**
   * Reverses a document, an ownership transfer whole or in part, any other whole; answers the reversal.
   * Throws: NOT_FOUND, INSUFFICIENT_STOCK, EXCEEDS_REVERSIBLE, PERIOD_CLOSED, ALREADY_REVERSED, DOCUMENT_POSTED.
   */
  async reverseDocument(command: ReverseDocument, host: HostLevels): Promise<Reversed> {
    return await this.post_(host, async (ports) => {
      const reversed = await reverse(ports, command)
      if (command.frees_key) {
        await freeSourceKey(ports.sql, command.document_id)
        await withdraw(ports.sql, [command.document_id, reversed.document_id])
      }
      const [document] = await readDocuments(ports.sql, [command.document_id])
      return { ...reversed, document: document ?? toMedusaError(notFound(command.document_id)) }
    })
  }

  /**
   * A document as it would be once reversed; an unfinished one is the goods issue of a fulfilment that its order does
   * not know. Throws as the reversal does.
   */
  async rehearseReversal(
    command: ReverseDocument,
    host: HostLevels,
    { isUnfinished }: { isUnfinished: boolean }
  ) {
    return await this.rehearsed_(host, async (ports) => {
      const undone = isUnfinished ? await undoUnfinished(ports, command) : null
      const { is_new: isNew } = undone ?? (await reverse(ports, command))
      return { is_new: isNew, document: await readDocument(ports.sql, command.document_id) }
    })
  }

  /** Tells what documents would be refused for if they were posted one after the other; posts nothing. */
  @InjectTransactionManager()
  async rehearse(
    documents: DocumentToRehearse[],
    host: HostLevels,
    @MedusaContext() context: Context = {}
  ): Promise<Rehearsed[]> {
    const ports = { ...this.ports_(host, context), strategies: this.strategies_() }
    return await rehearse(ports, documents)
  }

  /** Writes a pick list. Throws: INVALID_DATA, NOT_CONSIGNMENT_WAREHOUSE, IDEMPOTENCY_MISMATCH. */
  async draftDelivery(command: PostDelivery): Promise<{ is_new: boolean; delivery: Delivery }> {
    return await againIfKeyTaken(() =>
      this.inOneTransaction(async (context) => {
        const drafted = await draftDelivery(sqlOf(context), command).catch(toMedusaError)
        const delivery = await this.retrieveDelivery(drafted.document_id, context)
        return { is_new: drafted.is_new, delivery }
      })
    )
  }

  /** Throws: NOT_FOUND, DOCUMENT_POSTED, INVALID_DATA, NOT_CONSIGNMENT_WAREHOUSE. */
  @InjectTransactionManager()
  async updateDeliveryDraft(
    command: UpdateDeliveryDraft,
    @MedusaContext() context: Context = {}
  ): Promise<Delivery> {
    await updateDeliveryDraft(sqlOf(context), command).catch(toMedusaError)
    return await this.retrieveDelivery(command.delivery_id, context)
  }

  /** Throws: NOT_FOUND, DOCUMENT_POSTED. */
  @InjectTransactionManager()
  async deleteDeliveryDraft(id: string, @MedusaContext() context: Context = {}): Promise<void> {
    await deleteDeliveryDraft(sqlOf(context), id).catch(toMedusaError)
  }

  /** Throws: NOT_FOUND, DOCUMENT_POSTED, and as a delivery does. */
  async postDeliveryDraft(command: PostDeliveryDraft, host: HostLevels): Promise<Posted> {
    return await this.post_(host, (ports) => postDeliveryDraft(ports, command))
  }

  /** A pick list as it would be as a posted delivery, without its number. Throws as the posting does. */
  async rehearseDeliveryDraft(command: PostDeliveryDraft, host: HostLevels) {
    return await this.rehearsed_(host, async (ports) => {
      const { is_new: isNew } = await postDeliveryDraft(ports, command)
      const delivery = await readDocument(ports.sql, command.delivery_id)
      return { is_new: isNew, delivery: { ...delivery, number: isNew ? null : delivery.number } }
    })
  }

  /** Throws: NOT_FOUND, INVALID_DATA, ALREADY_REVERSED, IDEMPOTENCY_MISMATCH. */
  @InjectTransactionManager()
  async recordArrival(
    command: RecordArrival,
    @MedusaContext() context: Context = {}
  ): Promise<Delivery> {
    await recordArrival(sqlOf(context), command).catch(toMedusaError)
    return await this.retrieveDelivery(command.delivery_id, context)
  }

  /** A delivery as it would be once its arrival is recorded. Throws as the recording does. */
  async rehearseArrival(command: RecordArrival) {
    return await this.rehearsed_(null, async ({ sql }) => {
      const isNew = await recordArrival(sql, command)
      const [delivery] = await readDeliveries(sql, [command.delivery_id])
      if (!delivery) throw notFound(command.delivery_id)
      return { is_new: isNew, delivery }
    })
  }

  /** The items of a document, whose locks somebody is to take. Throws: NOT_FOUND. */
  @InjectManager()
  async listItemsOfDocument(
    id: string,
    type?: DocumentType,
    @MedusaContext() context: Context = {}
  ): Promise<string[]> {
    return await listItemsOfDocument(sqlOf(context), id, type).catch(toMedusaError)
  }

  /** Throws: NOT_FOUND. */
  @InjectManager()
  async retrieveDocument(
    id: string,
    type?: DocumentType,
    @MedusaContext() context: Context = {}
  ): Promise<DocumentAnswer> {
    // A take-back that a connected store has announced is a draft until it is posted.
    const read = type === "take_back" ? readDeliveries : readDocuments
    const [document] = (await read(sqlOf(context), [id])) as DocumentAnswer[]
    const isIt = document && (type === undefined || document.type === type)
    return isIt ? document : toMedusaError(notFound(id))
  }

  /** A delivery, posted or a draft. Throws: NOT_FOUND. */
  @InjectManager()
  async retrieveDelivery(id: string, @MedusaContext() context: Context = {}): Promise<Delivery> {
    const [delivery] = await readDeliveries(sqlOf(context), [id])
    return delivery?.type === "delivery" ? delivery : toMedusaError(notFound(id))
  }

  @InjectManager()
  async listAndCountDeliveries(
    filters: Filters = {},
    config: FindConfig<{ id: string }> = {},
    @MedusaContext() context: Context = {}
  ) {
    const [rows, count] = await this.listAndCountConsignmentDocuments(
      { ...filters, type: "delivery" },
      { ...config, select: ["id"] },
      context
    )
    const ids = rows.map((row) => row.id)
    return [await readDeliveries(sqlOf(context), ids), count] as const
  }

  @InjectManager()
  async listAndCountDocuments(
    filters: Filters = {},
    config: FindConfig<{ id: string }> = {},
    @MedusaContext() context: Context = {}
  ) {
    const sql = sqlOf(context)
    const { type, ...given } = filters
    const select = { ...sortedBy("posted_at", config), select: ["id"] }
    if (given.contractor_id !== undefined && hasAllocations(type as DocumentType)) {
      const found = await listDocumentsOfContractors(sql, [type as DocumentType], given, select)
      return [await readDocuments(sql, found.ids), found.count] as const
    }
    const others = await searchPapers(sql, ["number", "reference"], given)
    const hasDrafts = type === "take_back"
    const [rows, count] =
      isEmpty(others) && !hasDrafts
        ? [
            await this.listConsignmentDocuments({ type }, select, context),
            await countNumbered(sql, type as DocumentType),
          ]
        : await this.listAndCountConsignmentDocuments({ ...others, type }, select, context)
    const read = hasDrafts ? readDeliveries : readDocuments
    const documents = await read(
      sql,
      rows.map((row) => row.id)
    )
    return [documents as DocumentAnswer[], count] as const
  }

  /** Posted documents of several types in one list, without their lines; `filters.type` narrows the types further. */
  @InjectManager()
  async listAndCountAllDocuments(
    types: readonly DocumentType[],
    filters: Filters = {},
    config: FindConfig<{ id: string }> = {},
    @MedusaContext() context: Context = {}
  ) {
    const sql = sqlOf(context)
    const select = { ...sortedBy("posted_at", config), select: ["id"] }
    if (filters.contractor_id !== undefined) {
      const found = await listDocumentsOfContractors(sql, types, filters, select)
      return [await readDocumentSummaries(sql, found.ids), found.count] as const
    }
    const ofTypes = { type: [...types], status: { $ne: "draft" } }
    // The host looks for a text at the top of the filters only.
    const { q, ...others } = filters
    const [rows, count] = isEmpty(filters)
      ? [
          await this.listConsignmentDocuments(ofTypes, select, context),
          await countOfTypes(sql, types),
        ]
      : await this.listAndCountConsignmentDocuments(
          { ...(q === undefined ? {} : { q }), $and: [ofTypes, others] },
          select,
          context
        )
    const ids = rows.map((row) => row.id)
    return [await readDocumentSummaries(sql, ids), count] as const
  }
}

/** Throws: NOT_FOUND. */
const listItemsOfDocument = async (
  sql: Sql,
  id: string,
  type: DocumentType | undefined
): Promise<string[]> => {
  const rows = await sql<{ inventory_item_id: string | null }>(
    `select distinct l.inventory_item_id from consignment_document d
     left join consignment_document_line l on l.document_id = d.id
     where d.id = ? and d.type = coalesce(?, d.type) and (d.status <> 'draft' or d.type = 'take_back')`,
    [id, type ?? null]
  )
  if (rows.length === 0) throw notFound(id)
  return rows.flatMap((row) => row.inventory_item_id ?? [])
}

/** Throws: NOT_FOUND. */
const readDocument = async (sql: Sql, id: string): Promise<DocumentAnswer> => {
  const [document] = await readDocuments(sql, [id])
  if (!document) throw notFound(id)
  return document
}
