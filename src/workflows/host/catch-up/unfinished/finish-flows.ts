import { setTimeout } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { UNDER_WAY_SECONDS } from "../../../../modules/consignment/ledger/posting/under-way"
import { ledgerOf } from "../../../posting/post-document"
import { adoptFulfillment } from "./adopt-fulfillment"
import { findFlows, type UnfinishedFilter, type UnfinishedFlow } from "./find-unfinished"
import { finishCancellation } from "./finish-cancellation"
import { finishReturn } from "./finish-return"
import { undoFulfillment } from "./undo-fulfillment"

const PAUSE_MILLISECONDS = 100
const PATIENCE_MILLISECONDS = (UNDER_WAY_SECONDS + 10) * 1000

/** Finishes the host's part of a flow that a crash has ended, or undoes ours. */
export const finishFlow = async (
  container: MedusaContainer,
  flow: UnfinishedFlow
): Promise<void> => {
  switch (flow.kind) {
    case "fulfillment":
      if (flow.is_registered) await adoptFulfillment(container, flow)
      else await undoFulfillment(container, flow)
      return
    case "cancellation":
      return await finishCancellation(container, flow)
    case "return":
      return await finishReturn(container, flow)
  }
}

/** Flows that are not finished; the others are forgotten. */
export const findUnfinished = async (
  container: MedusaContainer,
  filter: UnfinishedFilter
): Promise<UnfinishedFlow[]> => {
  const flows = await findFlows(container, filter)
  const finished = flows.filter((flow) => flow.is_finished)
  if (finished.length > 0) {
    await ledgerOf(container).forgetFlows(finished.map((flow) => flow.key))
  }
  return flows.filter((flow) => !flow.is_finished)
}

/**
 * Brings flows that a crash has ended to an end before something else builds on them. Those that may be under way are
 * waited for: they finish within a moment, or turn out to be dead.
 * Throws: DOCUMENT_POSTED (a flow is under way still).
 */
export const finishFlows = async (
  container: MedusaContainer,
  filter: UnfinishedFilter,
  isExempt: (flow: UnfinishedFlow) => boolean = () => false
): Promise<void> => {
  const deadline = Date.now() + PATIENCE_MILLISECONDS
  for (;;) {
    const flows = (await findUnfinished(container, filter)).filter((flow) => !isExempt(flow))
    const [first] = flows
    if (!first) return
    const dead = flows.filter((flow) => flow.age_seconds >= UNDER_WAY_SECONDS)
    for (const flow of dead) await finishFlow(container, flow)
    if (dead.length === flows.length) continue
    if (Date.now() > deadline) return refuseUnderWay(first)
    await setTimeout(PAUSE_MILLISECONDS)
  }
}

const refuseUnderWay = (flow: UnfinishedFlow): never => {
  const posted = flow.document_number ?? flow.key
  throw Object.assign(
    new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `Order ${flow.order_id} is being changed by another request, which has posted ${posted}; try again in a moment.`,
      "DOCUMENT_POSTED"
    ),
    { details: { document_id: flow.document_id, order_id: flow.order_id } }
  )
}

/** Ends what a crash has left of a fulfilment before the host cancels it by itself. */
export const finishFulfillmentFlows = async (
  container: MedusaContainer,
  fulfillmentId: string
): Promise<void> => await finishFlows(container, { host_id: fulfillmentId })
