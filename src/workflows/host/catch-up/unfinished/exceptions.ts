import type { MedusaContainer } from "@medusajs/framework/types"
import type { FlowKind } from "../../../../modules/consignment/ledger/upkeep/unfinished-flows"
import { GRACE_SECONDS } from "../find-unposted"
import { ledgerOf } from "../../../posting/post-document"
import { findFlows, type UnfinishedFlow } from "./find-unfinished"
import { findUnfinished, finishFlow } from "./finish-flows"

/**
 * Something the ledger posted and a crash kept the host from finishing:
 * - unlinked_fulfillment: a goods issue was posted, and its order does not know the fulfilment, or only half of it;
 * - half_canceled_fulfillment: the stock is back, and the fulfilment is not cancelled;
 * - half_received_return: the stock is back and the return is not confirmed, or the other way round.
 */
export interface ExceptionalFlow {
  kind: "unlinked_fulfillment" | "half_canceled_fulfillment" | "half_received_return"
  /** The fulfilment, or the order change by which the return was received. */
  id: string
  order_id: string
  return_id: string | null
  document_id: string | null
  document_number: string | null
}

const kinds: Record<FlowKind, ExceptionalFlow["kind"]> = {
  fulfillment: "unlinked_fulfillment",
  cancellation: "half_canceled_fulfillment",
  return: "half_received_return",
}

const toException = (flow: UnfinishedFlow): ExceptionalFlow => ({
  kind: kinds[flow.kind],
  id: flow.host_id,
  order_id: flow.order_id,
  return_id: flow.return_id,
  document_id: flow.document_id,
  document_number: flow.document_number,
})

/** A return that never began says nothing: neither host nor ledger knows it. */
const hasHappened = (flow: UnfinishedFlow): boolean =>
  flow.document_id !== null || flow.is_confirmed

/** Flows that the next catch-up is going to end; nothing is changed. */
export const findExceptionalFlows = async (
  container: MedusaContainer
): Promise<ExceptionalFlow[]> => {
  const flows = await findFlows(container, { older_than_seconds: GRACE_SECONDS })
  return flows.filter((flow) => !flow.is_finished && hasHappened(flow)).map(toException)
}

const TURN_SECONDS = 30

/**
 * Ends what crashes have cut, one flow after the other, in the turn of its order; one that fails is tried again next
 * time. Answers what was ended.
 */
export const finishDeadFlows = async (
  container: MedusaContainer,
  graceSeconds = GRACE_SECONDS,
  onError: (flow: ExceptionalFlow, error: unknown) => void
): Promise<ExceptionalFlow[]> => {
  const ended: ExceptionalFlow[] = []
  const flows = await findUnfinished(container, { older_than_seconds: graceSeconds })
  for (const flow of flows) {
    const isEnded = await inTurnOf(container, flow).catch((error: unknown) => {
      onError(toException(flow), error)
      return false
    })
    if (isEnded && hasHappened(flow)) ended.push(toException(flow))
  }
  return ended
}

/** Ends a flow unless a request is at work on its order; false if it has to wait for the next time. */
const inTurnOf = async (container: MedusaContainer, { key, order_id }: UnfinishedFlow) => {
  const ledger = ledgerOf(container)
  const turn = `order:${order_id}`
  const holder = await ledger.takeLease(turn, TURN_SECONDS)
  if (holder === null) return false
  try {
    const [flow] = await findUnfinished(container, { keys: [key] })
    if (flow) await finishFlow(container, flow)
    return flow !== undefined
  } finally {
    await ledger.returnLease(turn, holder)
  }
}
