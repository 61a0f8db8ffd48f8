import type { Context } from "@medusajs/framework/types"
import { InjectManager, InjectTransactionManager, MedusaContext } from "@medusajs/framework/utils"
import {
  guardLevels,
  guardOrderCancellation,
  guardRemoval,
  type Removal,
  type SetLevel,
} from "../ledger/upkeep/guards"
import type { HostLevels, PlaceOfItem } from "../ledger/posting/host-levels"
import { listKnownItems, renameItems, type NamedItem } from "../ledger/upkeep/rename-items"
import {
  forgetFlows,
  holdFlow,
  noteFlow,
  notingFulfillment,
  noteReceiving,
  requireIssued,
  toReturnKey,
  type ReceivingReturn,
  type ReservationBefore,
} from "../ledger/upkeep/unfinished-flows"
import { undoUnfinished, type UndoUnfinished } from "../ledger/documents/undo-unfinished"
import { listCanceledPieces, readOrderOwnership } from "../ledger/reading/order-ownership"
import {
  listIssuedItems,
  readFulfilledRecipe,
  readPostedQuantities,
  readReturnedParts,
  type ReturnOfOrder,
} from "../ledger/documents/order-parts"
import { attributeOwn, findCoveredPlaces } from "../ledger/documents/pending"
import type { Posted } from "../ledger/posting/post"
import { postFulfillment, type PostFulfillment } from "../ledger/documents/post-goods-issue"
import {
  postReceivedReturn,
  type PostReceivedReturn,
} from "../ledger/documents/post-goods-issue-return"
import { withdraw } from "../ledger/posting/outbox"
import {
  cancelFulfillment,
  undoTechnically,
  type CancelFulfillment,
} from "../ledger/documents/reverse-document"
import { sqlOf } from "../database/sql"
import { toMedusaError } from "../to-medusa-error"
import { PostingService } from "./posting-service"

/** Reservations that a flow of the host changes once its document is posted. */
interface WithReservations {
  reservations?: ReservationBefore[]
}

/**
 * Takes part in the host's flows: fulfilments, cancellations and returns, and what must not be done to stock behind the
 * ledger's back.
 */
export class HostFlowService extends PostingService {
  /** Posts what a fulfilment of the host takes, in the transaction in which the host takes it. Throws: INSUFFICIENT_STOCK. */
  @InjectTransactionManager()
  async postFulfillment(
    { reservations, ...command }: PostFulfillment & WithReservations,
    host: HostLevels,
    @MedusaContext() context: Context = {}
  ): Promise<Posted> {
    const { order_id, fulfillment_id: host_id } = command
    const key = `fulfillment:${host_id}`
    const alongside = command.level_already_taken
      ? undefined
      : (document_id: string) =>
          notingFulfillment({ key, document_id, order_id, host_id, reservations })
    const ports = this.ports_(host, context)
    return await postFulfillment(ports, { ...command, alongside }, this.strategies_()).catch(
      toMedusaError
    )
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

  /** The parts that the lines of a fulfilment were made of when it was posted. */
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

  /** Takes over SKUs that the host has changed. */
  @InjectTransactionManager()
  async renameItems(items: NamedItem[], @MedusaContext() context: Context = {}) {
    await renameItems(sqlOf(context), items)
  }

  @InjectManager()
  async listKnownItems(@MedusaContext() context: Context = {}) {
    return await listKnownItems(sqlOf(context))
  }
}
