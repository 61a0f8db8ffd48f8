import type { Context, Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MessageAggregator } from "@medusajs/framework/utils"

interface EntityManager {
  fork: (options: { cloneEventManager: boolean }) => EntityManager
  setTransactionContext: (transaction: unknown) => void
  getTransactionContext: () => unknown
  flush: () => Promise<void>
}

/** Internals of every module of the host. */
export interface ModuleInternals {
  baseRepository_: { getFreshManager: () => EntityManager }
  emitEvents_: (events: ReturnType<MessageAggregator["getMessages"]>) => Promise<void>
}

/** Events of a module wait here for the end of the transaction; its own call finds none to emit. */
class HeldEvents extends MessageAggregator {
  override count(): number {
    return 0
  }
}

export interface Shared<T> {
  result: T
  /** Tells the rest of the host what the module did; to be called once the transaction stands. */
  emitEvents: (container: MedusaContainer) => Promise<void>
}

/** Events of a module whose tables we change past it. */
export const holdingEvents = (
  module: ModuleInternals
): { within: Context } & Pick<Shared<unknown>, "emitEvents"> => {
  const events = new HeldEvents()
  return {
    within: { messageAggregator: events, __type: "MedusaContext" },
    emitEvents: (container) => emit(module, events, container),
  }
}

/** Lets a module of the host work on the connection of our transaction. */
export const inTransactionOf = async <T>(
  context: Context,
  module: ModuleInternals,
  work: (shared: Context) => Promise<T>
): Promise<Shared<T>> => {
  const events = new HeldEvents()
  // Listeners of its own, as a transaction of the host has: put on the manager that all others are made of, they would
  // swallow the events of everything that follows.
  const manager = module.baseRepository_.getFreshManager().fork({ cloneEventManager: true })
  manager.setTransactionContext(
    (context.transactionManager as EntityManager).getTransactionContext()
  )
  const result = await work({
    transactionManager: manager,
    messageAggregator: events,
    __type: "MedusaContext",
  })
  await manager.flush()
  return { result, emitEvents: (container) => emit(module, events, container) }
}

/** Events are hints: what stands already is not failed by them. */
const emit = async (
  module: ModuleInternals,
  events: HeldEvents,
  container: MedusaContainer
): Promise<void> => {
  await module.emitEvents_(events.getMessages()).catch((error: unknown) => {
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.error(`consignment: the host's events were not emitted: ${String(error)}`)
  })
}
