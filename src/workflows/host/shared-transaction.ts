import type { Context } from "@medusajs/framework/types"

interface EntityManager {
  setTransactionContext: (transaction: unknown) => void
  getTransactionContext: () => unknown
  flush: () => Promise<void>
}

interface ModuleInternals {
  baseRepository_: { getFreshManager: () => EntityManager }
}

/** Lets a module of the host work on the connection of our transaction. */
export const inTransactionOf = async <T>(
  context: Context,
  module: ModuleInternals,
  work: (shared: Context) => Promise<T>,
  more: Partial<Context> = {}
): Promise<T> => {
  const manager = module.baseRepository_.getFreshManager()
  manager.setTransactionContext(
    (context.transactionManager as EntityManager).getTransactionContext()
  )
  const result = await work({
    ...more,
    transactionManager: manager,
    __type: "MedusaContext",
  } as Context)
  await manager.flush()
  return result
}
