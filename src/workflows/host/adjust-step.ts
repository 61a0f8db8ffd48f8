import { WorkflowManager } from "@medusajs/framework/orchestration"
import type {
  Context,
  IInventoryService,
  ILockingModule,
  Logger,
  MedusaContainer,
} from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MessageAggregator, Modules } from "@medusajs/framework/utils"
// The flows whose step is wrapped are registered by importing them.
import "@medusajs/medusa/core-flows"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../modules/consignment"
import type { LevelChange } from "../../modules/consignment/domain/posting"
import type { HostLevels } from "../../modules/consignment/ledger/host-levels"
import { hostLevels } from "./levels"
import { holdingItemLocks } from "./locks"
import { fromHost, type HostQuantity } from "./quantities"

/** The step of the host in which the stock of a fulfilment, its cancellation and a received return changes. */
const ADJUST_STEP_ID = "adjust-inventory-levels-step"

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

/** What the host does in the step, and the one transaction in which the ledger posts it. */
export interface Adjustment {
  ledger: ConsignmentModuleService
  args: StepArguments
  /** What the host does to its levels, in its order. */
  changes: LevelChange[]
  host: HostLevels
  context: Context
}

/** Posts to the ledger what the host adjusts, in the same transaction. */
export type LedgerPosting = (adjustment: Adjustment) => Promise<unknown>

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

interface LevelAdjustment {
  inventoryItemId: string
  locationId: string
  adjustment: HostQuantity
}

type InventoryInternals = Omit<IInventoryService, "adjustInventory"> & {
  adjustInventory: (
    adjustments: LevelAdjustment[],
    locationId?: undefined,
    adjustment?: undefined,
    context?: Context
  ) => Promise<unknown>
  baseRepository_: { getFreshManager: () => EntityManager }
  emitEvents_: (events: ReturnType<MessageAggregator["getMessages"]>) => Promise<void>
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

/** Events of the inventory module wait here for the end of the transaction; its own call finds none to emit. */
class HeldEvents extends MessageAggregator {
  override count(): number {
    return 0
  }
}

const adjustAndPost = async (
  inventory: InventoryInternals,
  args: StepArguments,
  adjustments: LevelAdjustment[],
  posting: LedgerPosting
): Promise<unknown> => {
  if (adjustments.length === 0) return await inventory.adjustInventory(adjustments)
  const ledger = args.container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
  const events = new HeldEvents()
  const levels = await ledger.inOneTransaction(async (context) => {
    let adjusted: Promise<unknown> | null = null
    // The ledger calls it once it has locked and decided; where it posts nothing, the host adjusts all the same.
    const adjust = () => (adjusted ??= adjustInTransaction(inventory, adjustments, events, context))
    await posting({
      ledger,
      args,
      changes: adjustments.map(toLevelChange),
      host: { ...hostLevels, adjust },
      context,
    })
    return await adjust()
  })
  await emit(inventory, events, args.container)
  return levels
}

const toLevelChange = (adjustment: LevelAdjustment): LevelChange => ({
  stockLocationId: adjustment.locationId,
  inventoryItemId: adjustment.inventoryItemId,
  quantity: fromHost(adjustment.adjustment),
})

/** The host's own adjustment, on the connection of our transaction. */
const adjustInTransaction = async (
  inventory: InventoryInternals,
  adjustments: LevelAdjustment[],
  messageAggregator: MessageAggregator,
  context: Context
): Promise<unknown> => {
  const manager = inventory.baseRepository_.getFreshManager()
  manager.setTransactionContext(
    (context.transactionManager as EntityManager).getTransactionContext()
  )
  const levels = await inventory.adjustInventory(adjustments, undefined, undefined, {
    transactionManager: manager,
    messageAggregator,
    __type: "MedusaContext",
  } as Context)
  await manager.flush()
  return levels
}

/** What the module tells the rest of the host is a hint: once level and ledger stand, nothing may fail the step. */
const emit = async (
  inventory: InventoryInternals,
  events: HeldEvents,
  container: MedusaContainer
): Promise<void> => {
  await inventory.emitEvents_(events.getMessages()).catch((error: unknown) => {
    const logger = container.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
    logger.error(`consignment: the host's level events were not emitted: ${String(error)}`)
  })
}
