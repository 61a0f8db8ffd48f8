import type { Context, IInventoryService, ILockingModule } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { ConsignmentModuleService } from "../../../modules/consignment"
import type { LevelChange } from "../../../modules/consignment/domain/posting"
import { sqlOf } from "../../../modules/consignment/database/sql"
import type { HostLevels } from "../../../modules/consignment/ledger/posting/host-levels"
import type { Posted } from "../../../modules/consignment/ledger/posting/post"
import { nameTemporaryFailure } from "./temporary-failures"
import { adjustLevels, type LevelInternals } from "./adjust-levels"
import { announceWithin } from "../../posting/announce"
import { hostLevels } from "../inventory/levels"
import { ledgerOf } from "../../posting/post-document"
import { fromHost, type HostQuantity } from "../inventory/quantities"
import { holdingEvents, type Shared } from "../inventory/shared-transaction"
import { overrideStep, resultOf, withMethod, type Override, type StepArguments } from "./steps"

/** The step of the host in which the stock of a fulfilment, its cancellation and a received return changes. */
export const adjustStepId = "adjust-inventory-levels-step"

/** The host's work in the step, and the one transaction in which the ledger posts it. */
export interface Adjustment {
  ledger: ConsignmentModuleService
  args: StepArguments
  /** Changes of levels by the host, in its order. */
  changes: LevelChange[]
  /** Lets the host change its levels by these quantities instead. */
  adjustInstead: (changes: LevelChange[]) => void
  host: HostLevels
  context: Context
}

/**
 * Posts to the ledger what the host adjusts, in the same transaction; null if there is nothing to post. What is not new
 * was posted, and adjusted, by an attempt that a crash has ended.
 */
export type LedgerPosting = (
  adjustment: Adjustment
) => Promise<Pick<Posted, "is_new" | "written"> | null>

export interface AdjustPostings {
  onInvoke: LedgerPosting
  /** Takes back what the invocation posted, because the host undoes its step. */
  onCompensate: LedgerPosting
  /** Items besides those that the host adjusts, to be locked with them. */
  alsoAdjusts?: (ledger: ConsignmentModuleService, args: StepArguments) => Promise<string[]>
}

/**
 * Puts the ledger inside the step of a flow of the host that adjusts levels: level and ledger change in one
 * transaction, so own stock is never negative, a refusal restores everything, and a crash never splits the two. The
 * hooks of the flow stay free for the store.
 */
export const postWithinAdjustStep = (workflowId: string, postings: AdjustPostings): void =>
  overrideStep(workflowId, adjustStepId, {
    purpose: "ledger",
    onInvoke: withLedger(postings, postings.onInvoke, announceWithin),
    onCompensate: withLedger(postings, async (adjustment) =>
      hasAdjusted(adjustment.args) ? await postings.onCompensate(adjustment) : { is_new: false }
    ),
  })

/** An attempt that found its work done changed no level, and has nothing to undo. */
const hasAdjusted = (args: StepArguments): boolean =>
  (resultOf<unknown[]>(args, adjustStepId) ?? []).length > 0

type Announcement = (args: StepArguments, written: Posted["written"]) => Promise<void>

/** A document that the host undoes within one attempt is announced to nobody. */
const inSilence: Announcement = async () => {}

/** The inventory service that the step sees posts as well. */
const withLedger =
  ({ alsoAdjusts }: AdjustPostings, posting: LedgerPosting, announce = inSilence): Override =>
  (key, resolved, args) => {
    if (key === Modules.INVENTORY) {
      return withPosting(resolved as InventoryInternals, args, posting, announce)
    }
    return key === Modules.LOCKING && alsoAdjusts
      ? lockingMore(resolved as ILockingModule, () => alsoAdjusts(ledgerOf(args.container), args))
      : resolved
  }

/** The step asks for the locks of its items at once; a call with options comes from those who take them one by one. */
const lockingMore = (
  locking: ILockingModule,
  listOthers: () => Promise<string[]>
): ILockingModule =>
  withMethod(
    locking,
    "execute",
    async (
      keys: string | string[],
      job: () => Promise<unknown>,
      options?: Parameters<ILockingModule["execute"]>[2]
    ) => {
      if (options) return await locking.execute(keys, job, options)
      const all = new Set([keys, await listOthers()].flat())
      return await locking.execute([...all].sort(), job)
    }
  )

interface LevelAdjustment {
  inventoryItemId: string
  locationId: string
  adjustment: HostQuantity
}

type InventoryInternals = Omit<IInventoryService, "adjustInventory"> &
  LevelInternals & { adjustInventory: (adjustments: LevelAdjustment[]) => Promise<unknown[]> }

const withPosting = (
  inventory: InventoryInternals,
  args: StepArguments,
  posting: LedgerPosting,
  announce: Announcement
): InventoryInternals =>
  withMethod(inventory, "adjustInventory", (adjustments: LevelAdjustment[]) =>
    adjustAndPost(inventory, args, adjustments, posting, announce)
  )

const adjustAndPost = async (
  inventory: InventoryInternals,
  args: StepArguments,
  adjustments: LevelAdjustment[],
  posting: LedgerPosting,
  announce: Announcement
): Promise<unknown[]> => {
  if (adjustments.length === 0) return await inventory.adjustInventory(adjustments)
  const ledger = ledgerOf(args.container)
  let written: Posted["written"]
  const postWithin = async (context: Context) => {
    let shared: Promise<Shared<unknown[]>> | null = null
    const changes = adjustments.map(toLevelChange)
    let wanted = changes
    const adjustInstead = (instead: LevelChange[]): void => {
      wanted = instead
    }
    // The ledger calls it once it has locked and decided; where it posts nothing, the levels change all the same.
    const adjustNow = async () => {
      const { within, emitEvents } = holdingEvents(inventory)
      return { result: await adjustLevels(sqlOf(context), inventory, wanted, within), emitEvents }
    }
    const adjust = () => (shared ??= adjustNow())
    const host = { ...hostLevels, adjust }
    const posted = await posting({ ledger, args, changes, adjustInstead, host, context })
    written = posted?.written
    return posted?.is_new === false ? null : await adjust()
  }
  const adjusted = await ledger.inOneTransaction(postWithin).catch(nameTemporaryFailure)
  await adjusted?.emitEvents(args.container)
  await announce(args, written)
  return adjusted?.result ?? []
}

const toLevelChange = (adjustment: LevelAdjustment): LevelChange => ({
  stockLocationId: adjustment.locationId,
  inventoryItemId: adjustment.inventoryItemId,
  quantity: fromHost(adjustment.adjustment),
})
