import { WorkflowManager } from "@medusajs/framework/orchestration"
import type {
  Context,
  IInventoryService,
  ILockingModule,
  MedusaContainer,
} from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../modules/consignment"
import { holdingItemLocks } from "./locks"

/** The step of the host in which the stock of a fulfilment, its cancellation and a received return changes. */
const ADJUST_STEP_ID = "adjust-inventory-levels-step"

export interface LevelAdjustment {
  inventoryItemId: string
  locationId: string
  adjustment: { toString: () => string }
}

/** What a handler of a step of the host is called with. */
export interface StepArguments {
  container: MedusaContainer
  /** The input of the flow. */
  payload: Record<string, unknown>
  /** Results of earlier steps by step id. */
  invoke: Record<string, { output?: { output?: unknown } } | undefined>
}

interface StepHandler {
  invoke: (args: StepArguments) => Promise<unknown>
  compensate?: (args: StepArguments) => Promise<unknown>
}

/** Posts to the ledger what the host adjusts, in the same transaction. */
export type LedgerPosting = (
  ledger: ConsignmentModuleService,
  args: StepArguments,
  adjustments: LevelAdjustment[],
  context: Context
) => Promise<unknown>

export interface AdjustPostings {
  onInvoke: LedgerPosting
  /** Takes back what the invocation posted, because the host undoes its step. */
  onCompensate: LedgerPosting
}

export const resultOf = <T>(args: StepArguments, stepId: string): T | undefined =>
  args.invoke[stepId]?.output?.output as T | undefined

const wrapped = new WeakSet<StepHandler>()

/**
 * Puts the ledger inside the step of a flow of the host that adjusts levels: level and ledger change in one
 * transaction, so own stock is never negative, a refusal restores everything, and a crash never splits the two. The
 * hooks of the flow stay free for the store.
 * Throws if the host no longer has the step: then an upgrade has changed what this plugin stands on.
 */
export const postWithinAdjustStep = (workflowId: string, postings: AdjustPostings): void => {
  const handlers = (
    WorkflowManager.getWorkflow(workflowId) as { handlers_: Map<string, StepHandler> } | undefined
  )?.handlers_
  const step = handlers?.get(ADJUST_STEP_ID)
  if (!handlers || !step?.compensate) {
    throw new Error(
      `The host's flow ${workflowId} has no step ${ADJUST_STEP_ID} with an undo; consignment cannot post.`
    )
  }
  if (wrapped.has(step)) return
  const { invoke, compensate } = step
  const within: StepHandler = {
    ...step,
    invoke: (args) => invoke({ ...args, container: withLedger(args, postings.onInvoke) }),
    compensate: (args) =>
      compensate({ ...args, container: withLedger(args, postings.onCompensate) }),
  }
  wrapped.add(within)
  handlers.set(ADJUST_STEP_ID, within)
}

/** The container the step sees: its inventory service posts as well, its locks are taken in sorted order. */
const withLedger = (args: StepArguments, posting: LedgerPosting): MedusaContainer =>
  overriding(args.container, (key, resolved) => {
    if (key === Modules.INVENTORY) return withPosting(resolved as InventoryInternals, args, posting)
    if (key === Modules.LOCKING) return withSortedLocks(resolved as ILockingModule)
    return resolved
  })

const overriding = (
  container: MedusaContainer,
  override: (key: string, resolved: unknown) => unknown
): MedusaContainer =>
  new Proxy(container, {
    get: (target, property, receiver) =>
      property === "resolve"
        ? (key: string, ...rest: []) => override(key, target.resolve(key, ...rest))
        : (Reflect.get(target, property, receiver) as unknown),
  })

const withSortedLocks = (locking: ILockingModule): ILockingModule =>
  new Proxy(locking, {
    get: (target, property) =>
      property === "execute"
        ? (keys: string | string[], job: () => Promise<unknown>) =>
            holdingItemLocks(target, [keys].flat(), job)
        : bound(target, property),
  })

type InventoryInternals = IInventoryService & {
  baseRepository_: { getFreshManager: () => EntityManager }
}

interface EntityManager {
  setTransactionContext: (transaction: unknown) => void
  getTransactionContext: () => unknown
  flush: () => Promise<void>
}

const withPosting = (
  inventory: InventoryInternals,
  args: StepArguments,
  posting: LedgerPosting
): InventoryInternals =>
  new Proxy(inventory, {
    get: (target, property) =>
      property === "adjustInventory"
        ? (adjustments: LevelAdjustment[]) => adjustAndPost(target, args, adjustments, posting)
        : bound(target, property),
  })

const bound = (target: object, property: string | symbol): unknown => {
  const value: unknown = Reflect.get(target, property)
  return typeof value === "function"
    ? (value as (...input: unknown[]) => unknown).bind(target)
    : value
}

const adjustAndPost = async (
  inventory: InventoryInternals,
  args: StepArguments,
  adjustments: LevelAdjustment[],
  posting: LedgerPosting
): Promise<unknown> => {
  const ledger = args.container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
  if (adjustments.length === 0) return await inventory.adjustInventory(adjustments as never)
  return await ledger.inOneTransaction(async (context) => {
    await posting(ledger, args, adjustments, context)
    return await adjustInTransaction(inventory, adjustments, context)
  })
}

/** The host's own adjustment, on the connection of our transaction. */
const adjustInTransaction = async (
  inventory: InventoryInternals,
  adjustments: LevelAdjustment[],
  context: Context
): Promise<unknown> => {
  const manager = inventory.baseRepository_.getFreshManager()
  manager.setTransactionContext(
    (context.transactionManager as EntityManager).getTransactionContext()
  )
  const adjust = inventory.adjustInventory.bind(inventory) as (
    ...input: unknown[]
  ) => Promise<unknown>
  const levels = await adjust(adjustments, undefined, undefined, {
    transactionManager: manager,
    __type: "MedusaContext",
  })
  await manager.flush()
  return levels
}
