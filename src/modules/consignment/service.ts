import type { Context, FindConfig } from "@medusajs/framework/types"
import { InjectManager, InjectTransactionManager, MedusaContext } from "@medusajs/framework/utils"
import { decimalsOf } from "./currency"
import { kindOf, type DocumentType } from "./domain/kinds"
import { ConsignmentError } from "./domain/errors"
import { readInvoices, type InvoiceAnswer } from "./invoices/answers"
import { createInvoice, type CreateInvoice } from "./invoices/drafts"
import {
  addInvoiceLine,
  deleteInvoice,
  deleteInvoiceLine,
  updateInvoice,
  updateInvoiceLine,
  type InvoiceLineCommand,
  type UpdateInvoice,
} from "./invoices/edit-draft"
import { withPlannedAllocations } from "./invoices/planned-allocations"
import {
  creditInvoice,
  postInvoice,
  type CreditInvoice,
  type PostInvoice,
} from "./invoices/posting"
import {
  countedPapers,
  planCount,
  postCount,
  type PlanCountedTakeBack,
  type PostCountedTakeBack,
} from "./ledger/documents/counted-take-back"
import { countLots, countMovements, countNumbered } from "./ledger/reading/counts"
import { readAgeing, type AgeingFilter } from "./ledger/reading/ageing"
import { listDueDeliveries, readSilentShops } from "./ledger/reading/customer-worklist"
import {
  deleteDeliveryDraft,
  draftDelivery,
  postDeliveryDraft,
  updateDeliveryDraft,
  type PostDeliveryDraft,
  type UpdateDeliveryDraft,
} from "./ledger/documents/delivery-drafts"
import {
  hasAllocations,
  readDeliveries,
  readDocuments,
  type DocumentAnswer,
  type DraftAnswer,
} from "./ledger/reading/document-answers"
import { freeSourceKey } from "./ledger/posting/document-head"
import {
  guardLevels,
  guardOrderCancellation,
  guardRemoval,
  type Removal,
  type SetLevel,
} from "./ledger/upkeep/guards"
import {
  dismissImportException,
  findImported,
  replaceImportExceptions,
  restoreImportExceptions,
  toImportExceptionAnswers,
  undoDismissal,
  type DismissImportException,
  type ImportExceptionRow,
  type ReplaceImportExceptions,
} from "./ledger/upkeep/import-exceptions"
import { readBoundsOfDay } from "./ledger/posting/business-date"
import type { HostLevels, PlaceOfItem } from "./ledger/posting/host-levels"
import { returnLease, takeLease } from "./ledger/upkeep/lease"
import { listKnownItems, renameItems, type NamedItem } from "./ledger/upkeep/rename-items"
import { keepNotices, returnNotices, takeNotices } from "./ledger/upkeep/notices"
import {
  forgetFlows,
  holdFlow,
  noteFlow,
  noteReceiving,
  requireIssued,
  toReturnKey,
  type ReceivingReturn,
  type ReservationBefore,
} from "./ledger/upkeep/unfinished-flows"
import { undoUnfinished, type UndoUnfinished } from "./ledger/documents/undo-unfinished"
import { listCanceledPieces, readOrderOwnership } from "./ledger/reading/order-ownership"
import {
  listIssuedItems,
  readFulfilledRecipe,
  readPostedQuantities,
  readReturnedParts,
  type ReturnOfOrder,
} from "./ledger/documents/order-parts"
import { attributeOwn, findCoveredPlaces } from "./ledger/documents/pending"
import type { Ports, Posted } from "./ledger/posting/post"
import {
  planGoodsIssue,
  postFulfillment,
  postGoodsIssue,
  type PostFulfillment,
  type PostGoodsIssue,
} from "./ledger/documents/post-goods-issue"
import {
  postGoodsIssueReturn,
  postReceivedReturn,
  type PostGoodsIssueReturn,
  type PostReceivedReturn,
} from "./ledger/documents/post-goods-issue-return"
import {
  postConsignorReturn,
  type PostConsignorReturn,
} from "./ledger/documents/post-consignor-return"
import { postDelivery, type PostDelivery } from "./ledger/documents/post-delivery"
import {
  postOpeningBalance,
  type PostOpeningBalance,
} from "./ledger/documents/post-opening-balance"
import {
  postOwnershipTransfer,
  type PostOwnershipTransfer,
} from "./ledger/documents/post-ownership-transfer"
import { postReportedSale, type PostReportedSale } from "./ledger/documents/post-reported-sale"
import { postRevaluation, type PostRevaluation } from "./ledger/documents/post-revaluation"
import { postStockCount, type PostStockCount } from "./ledger/documents/post-stock-count"
import { postTakeBack, type PostTakeBack } from "./ledger/documents/post-take-back"
import {
  postWarehouseTransfer,
  type PostWarehouseTransfer,
} from "./ledger/documents/post-warehouse-transfer"
import { reverseOwnershipTransfer } from "./ledger/documents/reverse-ownership-transfer"
import { postGoodsReceipt, type PostGoodsReceipt } from "./ledger/documents/post-goods-receipt"
import { toPlanAnswer } from "./ledger/documents/plan-answer"
import {
  readBalance,
  readOwnership,
  readStock,
  type Page,
  type StockFilter,
} from "./ledger/reading/read"
import { readOverview } from "./ledger/reading/read-overview"
import { cancelSettlement, type CancelSettlement } from "./ledger/settling/cancel-settlement"
import { findDifferences, listPending } from "./ledger/posting/differences"
import { limitToFree, readRefill, type RefillFilter } from "./ledger/reading/refill"
import { recordArrival, type RecordArrival } from "./ledger/documents/record-arrival"
import { confirm, takeDue, withdraw } from "./ledger/posting/outbox"
import { requireContractor } from "./ledger/posting/references"
import { rehearse, type PlannedPaper, type Rehearsed } from "./ledger/documents/rehearse"
import {
  cancelFulfillment,
  reverseDocument,
  undoTechnically,
  type CancelFulfillment,
  type ReverseDocument,
} from "./ledger/documents/reverse-document"
import { readSettlementIds, toMovementFilters } from "./ledger/reading/movements-of-settlements"
import { toLotAnswer, toMovementAnswer, type MovementAnswer } from "./ledger/reading/row-answers"
import {
  closeSettlement,
  previewSettlement,
  type ClosePorts,
  type SettleCommand,
} from "./ledger/settling/settle"
import { countSettledMovements, readSettledMovements } from "./ledger/settling/settled-movements"
import {
  readSettlements,
  toPreviewAnswer,
  type SettlementAnswer,
} from "./ledger/settling/settlement-answers"
import {
  listAndCountDueSettlements,
  listDueSettlements,
  type DueSettlementFilter,
} from "./ledger/settling/settlement-calendar"
import { toRegistry, type StrategyRegistry } from "./ledger/documents/strategies"
import { traceLot } from "./ledger/reading/trace-lot"
import MasterDataService from "./master-data-service"
import { sqlOf, type Sql } from "./database/sql"
import { toMedusaError } from "./to-medusa-error"

/** The papers that a count at a customer was posted as; null where there was nothing to post. */
export interface PostedCountedTakeBack {
  is_new: boolean
  level_ids: string[]
  reported_sale: DocumentAnswer | null
  stock_count: DocumentAnswer | null
  take_back: DocumentAnswer | null
}

/** A reversal that was posted, and the document it has reversed. */
export type Reversed = Posted & { document: DocumentAnswer }

/** What a flow of the host does to reservations once its document is posted. */
interface WithReservations {
  reservations?: ReservationBefore[]
}

type Delivery = DocumentAnswer | DraftAnswer
type Filters = Record<string, unknown>

/**
 * The ownership ledger. Every posting locks, loads, decides and appends in one transaction, and changes the host's
 * levels in the same one.
 */
class ConsignmentModuleService extends MasterDataService {
  /** Runs work in one transaction; calls that are given its context take part in it. */
  @InjectTransactionManager()
  async inOneTransaction<T>(
    work: (context: Context) => Promise<T>,
    @MedusaContext() context: Context = {}
  ): Promise<T> {
    return await work(context)
  }

  /** Throws: INVALID_DATA, NOT_ITEM_OWNER, NO_AGREEMENT, NOT_CONSIGNMENT_WAREHOUSE, IDEMPOTENCY_MISMATCH. */
  async postGoodsReceipt(command: PostGoodsReceipt, host: HostLevels): Promise<Posted> {
    return await this.post_(host, (ports) => postGoodsReceipt(ports, command))
  }

  /** Throws: INVALID_DATA, NOT_CONSIGNMENT_WAREHOUSE, INSUFFICIENT_STOCK, IDEMPOTENCY_MISMATCH. */
  async postGoodsIssue(command: PostGoodsIssue, host: HostLevels): Promise<Posted> {
    return await this.post_(host, (ports) => postGoodsIssue(ports, command, this.strategies_()))
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

  /** Throws as a goods issue does. */
  async postInternalIssue(command: PostGoodsIssue, host: HostLevels): Promise<Posted> {
    return await this.post_(host, (ports) =>
      postGoodsIssue(ports, command, this.strategies_(), "internal_issue")
    )
  }

  /** Throws as the return to a goods issue does. */
  async postInternalIssueReturn(command: PostGoodsIssueReturn, host: HostLevels): Promise<Posted> {
    return await this.post_(host, (ports) =>
      postGoodsIssueReturn(ports, command, "internal_issue_return")
    )
  }

  /** Throws: INVALID_DATA, NOT_CONSIGNMENT_WAREHOUSE, INSUFFICIENT_STOCK, PERIOD_CLOSED, IDEMPOTENCY_MISMATCH. */
  async postOwnershipTransfer(command: PostOwnershipTransfer, host: HostLevels): Promise<Posted> {
    return await this.post_(host, (ports) => postOwnershipTransfer(ports, command))
  }

  /** Throws: INVALID_DATA, NOT_CONSIGNMENT_WAREHOUSE, INSUFFICIENT_STOCK, IDEMPOTENCY_MISMATCH. */
  async postConsignorReturn(command: PostConsignorReturn, host: HostLevels): Promise<Posted> {
    return await this.post_(host, (ports) => postConsignorReturn(ports, command))
  }

  /** Throws: INVALID_DATA, NOT_CONSIGNMENT_WAREHOUSE, INSUFFICIENT_STOCK, IDEMPOTENCY_MISMATCH. */
  async postWarehouseTransfer(command: PostWarehouseTransfer, host: HostLevels): Promise<Posted> {
    return await this.post_(host, (ports) => postWarehouseTransfer(ports, command))
  }

  /** Throws: INVALID_DATA, PERIOD_CLOSED, IDEMPOTENCY_MISMATCH. */
  async postStockCount(command: PostStockCount, host: HostLevels): Promise<Posted> {
    return await this.post_(host, (ports) => postStockCount(ports, command))
  }

  /** Throws: INVALID_DATA, PERIOD_CLOSED, CURRENCY_MISMATCH, IDEMPOTENCY_MISMATCH. */
  async postRevaluation(command: PostRevaluation, host: HostLevels): Promise<Posted> {
    return await this.post_(host, (ports) => postRevaluation({ ...ports, decimalsOf }, command))
  }

  /** Throws: INVALID_DATA, NOT_ITEM_OWNER, NO_AGREEMENT, EXCEEDS_RECEIVED, PERIOD_CLOSED, IDEMPOTENCY_MISMATCH. */
  async postOpeningBalance(command: PostOpeningBalance, host: HostLevels): Promise<Posted> {
    return await this.post_(host, (ports) => postOpeningBalance(ports, command))
  }

  /** Tells what documents would be refused for if they were posted one after the other; posts nothing. */
  @InjectTransactionManager()
  async rehearse(
    papers: PlannedPaper[],
    host: HostLevels,
    @MedusaContext() context: Context = {}
  ): Promise<Rehearsed[]> {
    return await rehearse(this.ports_(host, context), papers, this.strategies_())
  }

  /** What earlier imports have made of documents, by the keys they are posted with. */
  @InjectManager()
  async findImported(keys: string[], @MedusaContext() context: Context = {}) {
    return await findImported(sqlOf(context), keys)
  }

  /** Keeps lines of files that cannot be posted; answers what was kept of their documents before. */
  @InjectTransactionManager()
  async replaceImportExceptions(
    documents: ReplaceImportExceptions,
    @MedusaContext() context: Context = {}
  ) {
    return await replaceImportExceptions(sqlOf(context), documents)
  }

  @InjectTransactionManager()
  async restoreImportExceptions(
    keys: string[],
    before: ImportExceptionRow[],
    @MedusaContext() context: Context = {}
  ) {
    await restoreImportExceptions(sqlOf(context), keys, before)
  }

  /** Throws: NOT_FOUND. */
  @InjectTransactionManager()
  async dismissImportException(
    command: DismissImportException,
    @MedusaContext() context: Context = {}
  ) {
    return await dismissImportException(sqlOf(context), command).catch(toMedusaError)
  }

  @InjectTransactionManager()
  async undoDismissal(before: ImportExceptionRow, @MedusaContext() context: Context = {}) {
    await undoDismissal(sqlOf(context), before)
  }

  @InjectManager()
  async listAndCountImportExceptions(
    { open, ...filters }: Filters = {},
    config: FindConfig<{ id: string }> = {},
    @MedusaContext() context: Context = {}
  ) {
    const wanted = open === "true" ? null : open === "false" ? { $ne: null } : undefined
    const [rows, count] = await this.listAndCountConsignmentImportExceptions(
      { ...filters, ...(wanted === undefined ? {} : { dismissed_at: wanted }) },
      config,
      context
    )
    const answers = await toImportExceptionAnswers(
      sqlOf(context),
      rows as unknown as ImportExceptionRow[]
    )
    return [answers, count] as const
  }

  /** Throws: NOT_FOUND, INVALID_DATA, EXCEEDS_RETURNABLE, IDEMPOTENCY_MISMATCH. */
  async postGoodsIssueReturn(command: PostGoodsIssueReturn, host: HostLevels): Promise<Posted> {
    return await this.post_(host, (ports) => postGoodsIssueReturn(ports, command))
  }

  /**
   * Throws: INVALID_DATA, NO_AGREEMENT, NOT_CONSIGNMENT_WAREHOUSE, DEDICATED_WAREHOUSE, INSUFFICIENT_STOCK,
   * IDEMPOTENCY_MISMATCH.
   */
  async postDelivery(command: PostDelivery, host: HostLevels): Promise<Posted> {
    return await this.post_(host, (ports) => postDelivery(ports, command))
  }

  /** Throws: NOT_FOUND, DOCUMENT_POSTED, and as a delivery does. */
  async postDeliveryDraft(command: PostDeliveryDraft, host: HostLevels): Promise<Posted> {
    return await this.post_(host, (ports) => postDeliveryDraft(ports, command))
  }

  /** What a pick list would be as a posted delivery, but for its number. Throws as the posting does. */
  async rehearseDeliveryDraft(command: PostDeliveryDraft, host: HostLevels) {
    return await this.rehearsed_(host, async (ports) => {
      const { is_new: isNew } = await postDeliveryDraft(ports, command)
      const delivery = await readDocument(ports.sql, command.delivery_id)
      return { is_new: isNew, delivery: { ...delivery, number: isNew ? null : delivery.number } }
    })
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

  /** Throws: NOT_FOUND, INVALID_DATA, ALREADY_REVERSED, IDEMPOTENCY_MISMATCH. */
  @InjectTransactionManager()
  async recordArrival(
    command: RecordArrival,
    @MedusaContext() context: Context = {}
  ): Promise<Delivery> {
    await recordArrival(sqlOf(context), command).catch(toMedusaError)
    return await this.retrieveDelivery(command.delivery_id, context)
  }

  /** What a delivery would say once its arrival is recorded. Throws as the recording does. */
  async rehearseArrival(command: RecordArrival) {
    return await this.rehearsed_(null, async ({ sql }) => {
      const isNew = await recordArrival(sql, command)
      const [delivery] = await readDeliveries(sql, [command.delivery_id])
      if (!delivery) throw notFound(command.delivery_id)
      return { is_new: isNew, delivery }
    })
  }

  /** Throws: INVALID_DATA, NOT_CONSIGNMENT_WAREHOUSE, INSUFFICIENT_STOCK, IDEMPOTENCY_MISMATCH. */
  async postReportedSale(command: PostReportedSale, host: HostLevels): Promise<Posted> {
    return await this.post_(host, (ports) => postReportedSale(ports, command))
  }

  /** Throws as the return to a goods issue does. */
  async postReportedSaleReturn(command: PostGoodsIssueReturn, host: HostLevels): Promise<Posted> {
    return await this.post_(host, (ports) =>
      postGoodsIssueReturn(ports, command, "reported_sale_return")
    )
  }

  /** Throws: INVALID_DATA, NOT_CONSIGNMENT_WAREHOUSE, DEDICATED_WAREHOUSE, INSUFFICIENT_STOCK, IDEMPOTENCY_MISMATCH. */
  async postTakeBack(command: PostTakeBack, host: HostLevels): Promise<Posted> {
    return await this.post_(host, (ports) => postTakeBack(ports, command))
  }

  /** What was counted at a customer against what should lie there. Throws: INVALID_DATA, INSUFFICIENT_STOCK. */
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
        const documentOf = (type: DocumentType) =>
          documents.find((document) => document.type === type) ?? null
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
   * What a document would be once it is reversed; an unfinished one is the goods issue of a fulfilment that its order does
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

  /** Posts what a fulfilment of the host takes, in the transaction in which the host takes it. Throws: INSUFFICIENT_STOCK. */
  @InjectTransactionManager()
  async postFulfillment(
    { reservations, ...command }: PostFulfillment & WithReservations,
    host: HostLevels,
    @MedusaContext() context: Context = {}
  ): Promise<Posted> {
    const ports = this.ports_(host, context)
    const posted = await postFulfillment(ports, command, this.strategies_()).catch(toMedusaError)
    if (posted.is_new && !command.level_already_taken) {
      await noteFlow(ports.sql, {
        kind: "fulfillment",
        key: `fulfillment:${command.fulfillment_id}`,
        document_id: posted.document_id,
        host_id: command.fulfillment_id,
        reservations,
      })
    }
    return posted
  }

  /** Reverses the document of a fulfilment, in the transaction in which the host puts the pieces back. */
  @InjectTransactionManager()
  async cancelFulfillment(
    { reservations, ...command }: CancelFulfillment & WithReservations,
    host: HostLevels,
    @MedusaContext() context: Context = {}
  ): Promise<Posted | null> {
    const ports = this.ports_(host, context)
    const posted = await cancelFulfillment(ports, command).catch(toMedusaError)
    if (posted?.is_new && !command.level_already_raised) {
      await noteFlow(ports.sql, {
        kind: "cancellation",
        key: `fulfillment-canceled:${command.fulfillment_id}`,
        document_id: posted.document_id,
        host_id: command.fulfillment_id,
        reservations,
      })
    }
    return posted
  }

  /** Posts what the host takes back, in the transaction in which it does. */
  @InjectTransactionManager()
  async postReceivedReturn(
    command: PostReceivedReturn,
    host: HostLevels,
    @MedusaContext() context: Context = {}
  ): Promise<Posted> {
    const ports = this.ports_(host, context)
    const posted = await postReceivedReturn(ports, command).catch(toMedusaError)
    if (posted.is_new && !command.level_already_raised) {
      await noteFlow(ports.sql, {
        kind: "return",
        key: toReturnKey(command),
        document_id: posted.document_id,
        host_id: command.order_change_id,
      })
    }
    return posted
  }

  /** Says that the host is about to receive a return. */
  @InjectTransactionManager()
  async noteReceiving(
    receiving: ReceivingReturn,
    @MedusaContext() context: Context = {}
  ): Promise<void> {
    await noteReceiving(sqlOf(context), receiving)
  }

  /** The host's part of these flows is done. */
  @InjectTransactionManager()
  async forgetFlows(keys: string[], @MedusaContext() context: Context = {}): Promise<void> {
    await forgetFlows(sqlOf(context), keys)
  }

  /** Holds a flow for the rest of the transaction; false if somebody has finished or undone it meanwhile. */
  @InjectTransactionManager()
  async holdFlow(key: string, @MedusaContext() context: Context = {}): Promise<boolean> {
    return await holdFlow(sqlOf(context), key)
  }

  /** Throws: DOCUMENT_POSTED (the goods issue of the fulfilment was undone meanwhile). */
  @InjectManager()
  async requireIssued(fulfillmentId: string, @MedusaContext() context: Context = {}) {
    await requireIssued(sqlOf(context), fulfillmentId).catch(toMedusaError)
  }

  /** Takes back a goods issue whose fulfilment the host never finished. Throws: ALREADY_REVERSED. */
  @InjectTransactionManager()
  async undoUnfinished(
    command: UndoUnfinished,
    host: HostLevels,
    @MedusaContext() context: Context = {}
  ): Promise<Posted | null> {
    return await undoUnfinished(this.ports_(host, context), command).catch(toMedusaError)
  }

  /** Takes back what a step of the host had posted under this source key, because the host undoes the step. */
  @InjectTransactionManager()
  async undoTechnically(
    sourceKey: string,
    host: HostLevels,
    @MedusaContext() context: Context = {}
  ): Promise<Posted | null> {
    const ports = this.ports_(host, context)
    const undone = await undoTechnically(ports, sourceKey).catch(toMedusaError)
    await forgetFlows(ports.sql, [sourceKey])
    const { id, undoes_document_id: undoneId } = undone?.written?.head ?? {}
    if (id && undoneId) await withdraw(ports.sql, [id, undoneId])
    return undone
  }

  /** Throws: NOT_FOUND. */
  @InjectManager()
  async retrieveDocument(
    id: string,
    type?: DocumentType,
    @MedusaContext() context: Context = {}
  ): Promise<DocumentAnswer> {
    const [document] = await readDocuments(sqlOf(context), [id])
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
    const { type, ...others } = filters
    const select = { ...sortedBy("posted_at", config), select: ["id"] }
    const [rows, count] = isEmpty(others)
      ? [
          await this.listConsignmentDocuments({ type }, select, context),
          await countNumbered(sql, type as DocumentType),
        ]
      : await this.listAndCountConsignmentDocuments(toDocumentFilters(filters), select, context)
    const documents = await readDocuments(
      sql,
      rows.map((row) => row.id)
    )
    return [documents, count] as const
  }

  /** Throws: INVALID_DATA, PERIOD_CLOSED, NO_AGREEMENT. */
  @InjectManager()
  async previewSettlement(
    command: SettleCommand,
    host: HostLevels,
    @MedusaContext() context: Context = {}
  ): Promise<SettlementAnswer> {
    const ports = { ...this.ports_(host, context), decimalsOf }
    return toPreviewAnswer(await previewSettlement(ports, command).catch(toMedusaError), decimalsOf)
  }

  /** Closes the period. Throws: INVALID_DATA, PERIOD_CLOSED, NO_AGREEMENT, OPEN_DIFFERENCE, IDEMPOTENCY_MISMATCH. */
  async closeSettlement(command: SettleCommand, host: HostLevels) {
    const ports: ClosePorts = {
      host,
      decimalsOf,
      clock: () => new Date(),
      inTransaction: (work) =>
        this.inOneTransaction((context) => work(sqlOf(context)).catch(toMedusaError)),
    }
    const closed = await againIfKeyTaken(() => closeSettlement(ports, command))
    return {
      is_new: closed.is_new,
      settlement: await this.retrieveSettlement(closed.settlement_id),
    }
  }

  /** Throws: NOT_FOUND, ALREADY_REVERSED, SETTLEMENT_NOT_LATEST, IDEMPOTENCY_MISMATCH. */
  @InjectTransactionManager()
  async cancelSettlement(
    command: CancelSettlement,
    @MedusaContext() context: Context = {}
  ): Promise<SettlementAnswer> {
    const sql = sqlOf(context)
    await cancelSettlement(sql, command).catch(toMedusaError)
    const [settlement] = await readSettlements(sql, [command.settlement_id], decimalsOf)
    return settlement ?? toMedusaError(notFound(command.settlement_id))
  }

  /** What a settlement would be once it is cancelled. Throws as the cancelling does. */
  async rehearseCancelling(command: CancelSettlement) {
    return await this.rehearsed_(null, async ({ sql }) => {
      const isNew = await cancelSettlement(sql, command)
      const [settlement] = await readSettlements(sql, [command.settlement_id], decimalsOf)
      if (!settlement) throw notFound(command.settlement_id)
      return { is_new: isNew, settlement }
    })
  }

  /** Throws: NOT_FOUND. */
  @InjectManager()
  async retrieveSettlement(
    id: string,
    @MedusaContext() context: Context = {}
  ): Promise<SettlementAnswer> {
    const [settlement] = await readSettlements(sqlOf(context), [id], decimalsOf)
    return settlement ?? toMedusaError(notFound(id))
  }

  @InjectManager()
  async listAndCountSettlements(
    filters: Filters = {},
    config: FindConfig<{ id: string }> = {},
    @MedusaContext() context: Context = {}
  ) {
    const sql = sqlOf(context)
    const select = { ...sortedBy("closed_at", config), select: ["id"] }
    const [rows, count] = isEmpty(filters)
      ? [
          await this.listConsignmentSettlements({}, select, context),
          await countNumbered(sql, "settlement"),
        ]
      : await this.listAndCountConsignmentSettlements(filters, select, context)
    const ids = rows.map((row) => row.id)
    return [await readSettlements(sql, ids, decimalsOf), count] as const
  }

  @InjectManager()
  async countSettledMovements(id: string, @MedusaContext() context: Context = {}) {
    return await countSettledMovements(sqlOf(context), id)
  }

  /** The movements of a settlement from a sequence on, in the order of posting. */
  @InjectManager()
  async readSettledMovements(
    id: string,
    { after, limit }: { after: string; limit: number },
    @MedusaContext() context: Context = {}
  ) {
    return await readSettledMovements(sqlOf(context), id, after, limit)
  }

  /** What the agreements ask to be settled, oldest first. */
  @InjectManager()
  async listDueSettlements(
    filter: DueSettlementFilter = {},
    now: string = new Date().toISOString(),
    @MedusaContext() context: Context = {}
  ) {
    return await listDueSettlements(sqlOf(context), filter, new Date(now))
  }

  @InjectManager()
  async listAndCountDueSettlements(
    filter: DueSettlementFilter,
    page: { skip: number; take: number },
    now: string = new Date().toISOString(),
    @MedusaContext() context: Context = {}
  ) {
    return await listAndCountDueSettlements(sqlOf(context), filter, new Date(now), page)
  }

  /** Takes note of what is about to be told; answers those of the keys that were not taken before. */
  @InjectManager()
  async takeNotices(keys: string[], @MedusaContext() context: Context = {}) {
    return await takeNotices(sqlOf(context), keys)
  }

  /** Forgets the notices of one kind that are not among these. */
  @InjectManager()
  async keepNotices(prefix: string, keys: string[], @MedusaContext() context: Context = {}) {
    await keepNotices(sqlOf(context), prefix, keys)
  }

  @InjectManager()
  async returnNotices(keys: string[], @MedusaContext() context: Context = {}) {
    await returnNotices(sqlOf(context), keys)
  }

  /** Drafts an invoice. Throws: INVALID_DATA, CURRENCY_MISMATCH, IDEMPOTENCY_MISMATCH. */
  @InjectTransactionManager()
  async createInvoice(command: CreateInvoice, @MedusaContext() context: Context = {}) {
    const created = await createInvoice(sqlOf(context), command, decimalsOf).catch(toMedusaError)
    return { is_new: created.is_new, invoice: await this.readInvoice_(created.invoice_id, context) }
  }

  /** Throws: NOT_FOUND, DOCUMENT_POSTED, INVALID_DATA. */
  @InjectTransactionManager()
  async updateInvoice(command: UpdateInvoice, @MedusaContext() context: Context = {}) {
    await updateInvoice(sqlOf(context), command).catch(toMedusaError)
    return await this.readInvoice_(command.invoice_id, context)
  }

  /** Throws: NOT_FOUND, DOCUMENT_POSTED. */
  @InjectTransactionManager()
  async addInvoiceLine(command: InvoiceLineCommand, @MedusaContext() context: Context = {}) {
    await addInvoiceLine(sqlOf(context), command, decimalsOf).catch(toMedusaError)
    return await this.readInvoice_(command.invoice_id, context)
  }

  /** Throws: NOT_FOUND, DOCUMENT_POSTED. */
  @InjectTransactionManager()
  async updateInvoiceLine(command: InvoiceLineCommand, @MedusaContext() context: Context = {}) {
    await updateInvoiceLine(sqlOf(context), command, decimalsOf).catch(toMedusaError)
    return await this.readInvoice_(command.invoice_id, context)
  }

  /** Throws: NOT_FOUND, DOCUMENT_POSTED. */
  @InjectTransactionManager()
  async deleteInvoiceLine(command: InvoiceLineCommand, @MedusaContext() context: Context = {}) {
    await deleteInvoiceLine(sqlOf(context), command).catch(toMedusaError)
    return await this.readInvoice_(command.invoice_id, context)
  }

  /** Throws: NOT_FOUND, DOCUMENT_POSTED. */
  @InjectTransactionManager()
  async deleteInvoice(id: string, @MedusaContext() context: Context = {}) {
    await deleteInvoice(sqlOf(context), id).catch(toMedusaError)
  }

  /** Throws: NOT_FOUND, DOCUMENT_POSTED, INVALID_DATA, EXCEEDS_RECEIVED. */
  @InjectTransactionManager()
  async postInvoice(command: PostInvoice, @MedusaContext() context: Context = {}) {
    await postInvoice(sqlOf(context), command, decimalsOf).catch(toMedusaError)
    return await this.readInvoice_(command.invoice_id, context)
  }

  /** What a draft would be once it is posted; a number that the posting gives is not known yet. Throws as the posting does. */
  async rehearseInvoicePosting(command: PostInvoice) {
    return await this.rehearsed_(null, async ({ sql }) => {
      const before = await readInvoice(sql, command.invoice_id)
      const isNew = await postInvoice(sql, command, decimalsOf)
      const invoice = await readInvoice(sql, command.invoice_id)
      return { is_new: isNew, invoice: { ...invoice, number: before.number } }
    })
  }

  /** What a credit note would be, under the id it is going to have. Throws as the crediting does. */
  async rehearseCredit(command: CreditInvoice) {
    return await this.rehearsed_(null, async ({ sql }) => {
      const created = await creditInvoice(sql, command, decimalsOf)
      const invoice = await readInvoice(sql, created.invoice_id)
      const number = created.is_new ? (command.number ?? null) : invoice.number
      return { is_new: created.is_new, invoice: { ...invoice, number } }
    })
  }

  /** Throws: NOT_FOUND, INVALID_DATA, EXCEEDS_REVERSIBLE, IDEMPOTENCY_MISMATCH. */
  @InjectTransactionManager()
  async creditInvoice(command: CreditInvoice, @MedusaContext() context: Context = {}) {
    const created = await creditInvoice(sqlOf(context), command, decimalsOf).catch(toMedusaError)
    return { is_new: created.is_new, invoice: await this.readInvoice_(created.invoice_id, context) }
  }

  /** Throws: NOT_FOUND. */
  @InjectManager()
  async retrieveInvoice(id: string, @MedusaContext() context: Context = {}) {
    return await this.readInvoice_(id, context)
  }

  @InjectManager()
  async listAndCountInvoices(
    filters: Filters = {},
    config: FindConfig<{ id: string }> = {},
    @MedusaContext() context: Context = {}
  ) {
    const [rows, count] = await this.listAndCountConsignmentInvoices(
      filters,
      { ...config, select: ["id"] },
      context
    )
    const ids = rows.map((row) => row.id)
    return [await readInvoices(sqlOf(context), ids, decimalsOf), count] as const
  }

  protected async readInvoice_(id: string, context: Context): Promise<InvoiceAnswer> {
    const sql = sqlOf(context)
    const invoice = await readInvoice(sql, id).catch(toMedusaError)
    return await withPlannedAllocations(sql, invoice, decimalsOf)
  }

  @InjectManager()
  async listAndCountLots(
    { open, ...filters }: Filters = {},
    config: FindConfig<{ id: string }> = {},
    @MedusaContext() context: Context = {}
  ) {
    const opened = open === "true" ? { quantity_remaining: { $gt: "0" } } : {}
    const emptied = open === "false" ? { quantity_remaining: "0" } : {}
    const wanted = { ...filters, ...opened, ...emptied }
    const sorted = sortedBy("sequence", config)
    const [rows, count] = isEmpty(wanted)
      ? [await this.listConsignmentLots({}, sorted, context), await countLots(sqlOf(context))]
      : await this.listAndCountConsignmentLots(wanted, sorted, context)
    return [rows.map(toLotAnswer), count] as const
  }

  @InjectManager()
  async listAndCountMovements(
    filters: Filters = {},
    config: FindConfig<{ id: string }> = {},
    @MedusaContext() context: Context = {}
  ) {
    const sql = sqlOf(context)
    const wanted = await toMovementFilters(sql, filters)
    if (wanted === null) return [[] as MovementAnswer[], 0] as const
    const sorted = sortedBy("sequence", config)
    const [rows, count] = isEmpty(wanted)
      ? [await this.listConsignmentMovements({}, sorted, context), await countMovements(sql)]
      : await this.listAndCountConsignmentMovements(wanted, sorted, context)
    const settlementIds = await readSettlementIds(
      sql,
      rows.map((row) => row.id)
    )
    return [
      rows.map((row) => toMovementAnswer(row, settlementIds.get(row.id) ?? null)),
      count,
    ] as const
  }

  /** From when to before when a day lasts: for the agreement of the contractor named, else for the store. */
  @InjectManager()
  async readBoundsOfDay(
    party: { contractor_id?: string; direction?: string; currency_code?: string },
    day: string,
    @MedusaContext() context: Context = {}
  ) {
    return await readBoundsOfDay(sqlOf(context), party, day)
  }

  /** Takes over SKUs that the host has changed. */
  @InjectTransactionManager()
  async renameItems(items: NamedItem[], @MedusaContext() context: Context = {}) {
    await renameItems(sqlOf(context), items)
  }

  @InjectManager()
  async listKnownItems(@MedusaContext() context: Context = {}) {
    return await listKnownItems(sqlOf(context))
  }

  @InjectManager()
  async readStock(filter: StockFilter, page: Page, @MedusaContext() context: Context = {}) {
    return await readStock(sqlOf(context), filter, page, decimalsOf)
  }

  @InjectManager()
  async readOverview(now: Date, @MedusaContext() context: Context = {}) {
    return await readOverview(sqlOf(context), now, decimalsOf)
  }

  @InjectManager()
  async readOwnership(
    filter: Parameters<typeof readOwnership>[2],
    host: HostLevels,
    @MedusaContext() context: Context = {}
  ) {
    return await readOwnership(sqlOf(context), host, filter)
  }

  /** Open lots, how long they lie there and until when they may. */
  @InjectManager()
  async readAgeing(filter: AgeingFilter, page: Page, @MedusaContext() context: Context = {}) {
    return await readAgeing(sqlOf(context), filter, page, new Date())
  }

  /** What is to be delivered to bring items back to their maximum. */
  @InjectManager()
  async readRefill(filter: RefillFilter, page: Page, @MedusaContext() context: Context = {}) {
    return await readRefill(sqlOf(context), filter, page)
  }

  /** The same for one warehouse, as far as a location of ours can deliver it now. */
  @InjectManager()
  async suggestRefill(
    filter: { warehouse_id: string; from_stock_location_id: string },
    page: Page,
    host: HostLevels,
    @MedusaContext() context: Context = {}
  ) {
    const sql = sqlOf(context)
    const { refill } = await readRefill(sql, { warehouse_id: filter.warehouse_id }, page)
    return await limitToFree(sql, host, refill, filter.from_stock_location_id)
  }

  /** Customers' shops with goods of ours that have reported nothing for days, or for as long as was agreed. */
  @InjectManager()
  async readSilentShops(
    days: number | null = null,
    now: string = new Date().toISOString(),
    @MedusaContext() context: Context = {}
  ) {
    return await readSilentShops(sqlOf(context), days, new Date(now))
  }

  /** Consignment notes whose term of return is over while goods of them lie at the customer still. */
  @InjectManager()
  async listDueDeliveries(
    now: string = new Date().toISOString(),
    @MedusaContext() context: Context = {}
  ) {
    return await listDueDeliveries(sqlOf(context), new Date(now))
  }

  /** A lot from the paper that made it to those that sold, invoiced or returned its pieces. Throws: NOT_FOUND. */
  @InjectManager()
  async traceLot(lotId: string, @MedusaContext() context: Context = {}) {
    return await traceLot(sqlOf(context), lotId).catch(toMedusaError)
  }

  /** Throws: NOT_FOUND. */
  @InjectManager()
  async readBalance(contractorId: string, @MedusaContext() context: Context = {}) {
    const sql = sqlOf(context)
    await requireContractor(sql, contractorId).catch(() => toMedusaError(notFound(contractorId)))
    return await readBalance(sql, contractorId)
  }

  @InjectManager()
  async readOrderOwnership(orderId: string, @MedusaContext() context: Context = {}) {
    return await readOrderOwnership(sqlOf(context), orderId)
  }

  /** Where the pieces of a cancelled fulfilment lie now. */
  @InjectManager()
  async listCanceledPieces(fulfillmentId: string, @MedusaContext() context: Context = {}) {
    return await listCanceledPieces(sqlOf(context), fulfillmentId)
  }

  /** The units that come back for units of order lines, by the recipe by which they left. */
  @InjectManager()
  async readReturnedParts(returned: ReturnOfOrder, @MedusaContext() context: Context = {}) {
    return await readReturnedParts(sqlOf(context), returned)
  }

  /** What the lines of a fulfilment were made of when it was posted. */
  @InjectManager()
  async readFulfilledRecipe(fulfillmentId: string, @MedusaContext() context: Context = {}) {
    return await readFulfilledRecipe(sqlOf(context), fulfillmentId)
  }

  @InjectManager()
  async listIssuedItems(orderId: string, @MedusaContext() context: Context = {}) {
    return await listIssuedItems(sqlOf(context), orderId)
  }

  /** How many units of each item the document of a fact of the host says have moved. */
  @InjectManager()
  async readPostedQuantities(sourceKey: string, @MedusaContext() context: Context = {}) {
    return await readPostedQuantities(sqlOf(context), sourceKey)
  }

  /** Where something waits for a receipt and the host has added own stock instead. */
  @InjectManager()
  async findCoveredPlaces(host: HostLevels, @MedusaContext() context: Context = {}) {
    return await findCoveredPlaces(sqlOf(context), host)
  }

  /** Lets own stock cover what waits at a place. */
  @InjectTransactionManager()
  async attributeOwn(
    place: PlaceOfItem,
    host: HostLevels,
    @MedusaContext() context: Context = {}
  ): Promise<void> {
    await attributeOwn(this.ports_(host, context), place)
  }

  /** Where levels and lots disagree, and what waits for a receipt. */
  @InjectManager()
  async reconcile(host: HostLevels, @MedusaContext() context: Context = {}) {
    const sql = sqlOf(context)
    return { differences: await findDifferences(sql, host), pending: await listPending(sql) }
  }

  /** Throws: CONSIGNED_STOCK_PRESENT, before the host takes a level below what is consigned. */
  @InjectTransactionManager()
  async guardLevels(
    levels: SetLevel[],
    host: HostLevels,
    @MedusaContext() context: Context = {}
  ): Promise<void> {
    await guardLevels(this.ports_(host, context), levels).catch(toMedusaError)
  }

  /** Throws: DOCUMENT_POSTED, before the host cancels the order of a posted sales invoice. */
  @InjectManager()
  async guardOrderCancellation(
    orderId: string,
    @MedusaContext() context: Context = {}
  ): Promise<void> {
    await guardOrderCancellation(sqlOf(context), orderId).catch(toMedusaError)
  }

  /** Throws: CONSIGNED_STOCK_PRESENT, before the host removes levels, items or locations. */
  @InjectTransactionManager()
  async guardRemoval(removal: Removal, @MedusaContext() context: Context = {}): Promise<void> {
    await guardRemoval(sqlOf(context), removal).catch(toMedusaError)
  }

  /** What nobody has received in time; it is taken for a while. */
  @InjectTransactionManager()
  async takeDueAnnouncements(limit: number, @MedusaContext() context: Context = {}) {
    return await takeDue(sqlOf(context), limit)
  }

  /** Events that a listener has received are not told again. */
  @InjectManager()
  async confirmAnnouncements(eventIds: string[], @MedusaContext() context: Context = {}) {
    await confirm(sqlOf(context), eventIds)
  }

  /** Takes the lease of a job; answers the name of the holder, or null while another process holds it. */
  @InjectManager()
  async takeLease(key: string, seconds: number, @MedusaContext() context: Context = {}) {
    return await takeLease(sqlOf(context), key, seconds)
  }

  @InjectManager()
  async returnLease(key: string, holder: string, @MedusaContext() context: Context = {}) {
    await returnLease(sqlOf(context), key, holder)
  }

  /** Does the work in a transaction of its own, answers what came of it, and takes all of it back. */
  protected async rehearsed_<T>(
    host: HostLevels | null,
    work: (ports: Ports) => Promise<T>
  ): Promise<T> {
    const rehearsed: T[] = []
    const undo = new Error("What was rehearsed is taken back.")
    await this.inOneTransaction(async (context) => {
      const ports = this.ports_(host as HostLevels, context)
      rehearsed.push(await work({ ...ports, isRehearsal: true }).catch(toMedusaError))
      throw undo
    }).catch((error: unknown) => {
      if (error !== undo) throw error
    })
    return rehearsed[0] as T
  }

  protected strategies_(): StrategyRegistry {
    return toRegistry(this.issueStrategies_)
  }

  protected ports_(host: HostLevels, context: Context): Ports {
    return { sql: sqlOf(context), host, clock: () => new Date() }
  }

  /** Posts in a transaction of its own. */
  protected async post_<Result extends Posted>(
    host: HostLevels,
    posting: (ports: Ports) => Promise<Result>
  ): Promise<Result> {
    return await againIfKeyTaken(async () => {
      let posted: Result | undefined
      const post = async (context: Context): Promise<Result> =>
        (posted = await posting(this.ports_(host, context)).catch(toMedusaError))
      return await this.inOneTransaction(post).catch(async (error: unknown) => {
        // A connection may end between the commit and its answer: then the document is there.
        if (posted?.is_new && (await this.isPosted_(posted.document_id))) return posted
        throw error
      })
    })
  }

  /** False, too, while nobody can tell. */
  protected async isPosted_(id: string): Promise<boolean> {
    return await this.retrieveDocument(id).then(
      () => true,
      () => false
    )
  }
}

const reverse = async (ports: Ports, command: ReverseDocument): Promise<Posted> =>
  kindOf(command.type).reversal === "transfer"
    ? await reverseOwnershipTransfer(ports, command)
    : await reverseDocument(ports, command)

/** Throws: NOT_FOUND. */
const readDocument = async (sql: Sql, id: string): Promise<DocumentAnswer> => {
  const [document] = await readDocuments(sql, [id])
  if (!document) throw notFound(id)
  return document
}

/** Throws: NOT_FOUND. */
const readInvoice = async (sql: Sql, id: string): Promise<InvoiceAnswer> => {
  const [invoice] = await readInvoices(sql, [id], decimalsOf)
  if (!invoice) throw notFound(id)
  return invoice
}

/** A paper that may take from the lots of several contractors is found by each of them. */
const toDocumentFilters = ({ contractor_id: contractorId, ...filters }: Filters): Filters => {
  if (contractorId === undefined) return filters
  const named = { contractor_id: contractorId }
  return hasAllocations(filters.type as DocumentType)
    ? { ...filters, $or: [named, { lines: { allocations: named } }] }
    : { ...filters, ...named }
}

/** Rows are written in the order of this column, and it has an index that the time of their writing has not. */
const sortedBy = <Row>(column: string, config: FindConfig<Row>): FindConfig<Row> => ({
  ...config,
  order: Object.fromEntries(
    Object.entries(config.order ?? {}).map(([field, way]) => [
      field === "created_at" ? column : field,
      way,
    ])
  ),
})

const isEmpty = (filters: Filters): boolean => Object.keys(filters).length === 0

const notFound = (id: string) => new ConsignmentError("NOT_FOUND", `${id} was not found.`, { id })

/**
 * Two calls with one key may meet where neither sees the other; the database lets one of them through, and a second
 * look finds what it has posted.
 */
const againIfKeyTaken = async <T>(attempt: () => Promise<T>): Promise<T> =>
  await attempt().catch((error: unknown) =>
    isKeyTaken(error) ? attempt() : Promise.reject(error as Error)
  )

const isKeyTaken = (error: unknown): boolean =>
  error instanceof Error && / with source_key: .+ already exists/.test(error.message)

export default ConsignmentModuleService
