import type { Context, FindConfig } from "@medusajs/framework/types"
import { InjectManager, InjectTransactionManager, MedusaContext } from "@medusajs/framework/utils"
import { Attachments } from "./attachments/attachments"
import { Articles } from "./articles/articles"
import { Billing } from "./billing/billing"
import { Letters } from "./letters/letters"
import { Loans } from "./loans/loans"
import { Markdowns } from "./markdowns/markdowns"
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
import { returnLease, takeLease } from "./ledger/upkeep/lease"
import { ReceivedEvents } from "./ledger/upkeep/received-events"
import { keepNotices, returnNotices, takeNotices } from "./ledger/upkeep/notices"
import { confirm, takeDue } from "./ledger/posting/outbox"
import { sqlOf } from "./database/sql"
import type { ConsignmentOptions } from "./master-data-service"
import { Peers } from "./peers"
import { Serials } from "./serials/facade"
import { toMedusaError } from "./to-medusa-error"

import { ReadingService } from "./service-parts/reading-service"
import type { Filters } from "./service-parts/shared"

/**
 * The ownership ledger: all methods of `service-parts/`, and the upkeep of imports, notices, announcements and leases.
 * The parts are not in a folder named `services`, because the host would load each of its files as a service.
 */
class ConsignmentModuleService extends ReadingService {
  readonly attachments = new Attachments(this)
  readonly articles = new Articles(this)
  readonly billing = new Billing(this)
  readonly serials = new Serials(this)
  readonly loans = new Loans(this)
  readonly letters = new Letters(this)
  readonly markdowns = new Markdowns(this)
  /** Connections with the stores of other companies. */
  readonly peers: Peers

  readonly receivedEvents = new ReceivedEvents((eventIds) => this.confirmAnnouncements(eventIds))

  /** The host calls them as the application ends. */
  __hooks = { onApplicationPrepareShutdown: async () => await this.receivedEvents.end() }

  constructor(container: Record<string, unknown>, options: ConsignmentOptions = {}) {
    super(container, options)
    this.peers = new Peers(this, options.peers ?? {})
  }

  /** Results of earlier imports, by the keys of their documents. */
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
    const answers = await toImportExceptionAnswers(sqlOf(context), rows as ImportExceptionRow[])
    return [answers, count] as const
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

  /** Claims events that nobody has received in time. */
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
}

export default ConsignmentModuleService
