import type { Context } from "@medusajs/framework/types"
import { InjectManager, InjectTransactionManager, MedusaContext } from "@medusajs/framework/utils"
import type { HostLevels } from "../ledger/posting/host-levels"
import { readDocuments } from "../ledger/reading/document-answers"
import type { Ports, Posted } from "../ledger/posting/post"
import { toRegistry, type StrategyRegistry } from "../ledger/documents/strategies"
import { sqlOf } from "../database/sql"
import { toMedusaError } from "../to-medusa-error"
import MasterDataService from "../master-data-service"
import { peerPorts } from "../peers"
import { againIfKeyTaken } from "./shared"

/**
 * Runs work of the ledger in transactions; each room of the ledger adds its methods to it.
 */
export class LedgerService extends MasterDataService {
  private triesOnly_ = false

  /** This service, but what it posts is taken back at once: it refuses what it would refuse, and leaves nothing. */
  trying(): this {
    return Object.assign(Object.create(this) as this, { triesOnly_: true })
  }

  /** Runs work in one transaction; calls that are given its context take part in it. */
  @InjectTransactionManager()
  async inOneTransaction<T>(
    work: (context: Context) => Promise<T>,
    @MedusaContext() context: Context = {}
  ): Promise<T> {
    return await work(context)
  }

  /** Runs work whose statements need no transaction: each of them is one by itself. */
  @InjectManager()
  async withoutTransaction<T>(
    work: (context: Context) => Promise<T>,
    @MedusaContext() context: Context = {}
  ): Promise<T> {
    return await work(context)
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
    return { sql: sqlOf(context), host, clock: () => new Date(), peers: peerPorts }
  }

  /** Posts in a transaction of its own. */
  protected async post_<Result extends Posted>(
    host: HostLevels,
    posting: (ports: Ports) => Promise<Result>
  ): Promise<Result> {
    if (this.triesOnly_) return await this.rehearsed_(host, posting)
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
    return await this.inOneTransaction((context) => readDocuments(sqlOf(context), [id])).then(
      (documents) => documents.length > 0,
      () => false
    )
  }
}
