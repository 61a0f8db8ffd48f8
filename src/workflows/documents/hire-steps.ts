import { createStep, StepResponse, transform } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { ChangedHire, HireChange, Loans } from "../../modules/consignment/loans/loans"
import { ConsignmentEvents } from "../events"
import { hostLevels } from "../host/inventory/levels"
import { ledgerOf } from "../posting/post-document"

/** Tells what the delivery will be, before the change that nothing undoes. */
export const createRehearseHireStep = <Command>(
  stepId: string,
  toChange: (command: Command) => HireChange
) =>
  createStep(
    stepId,
    async (command: Command, { container }) =>
      new StepResponse(await ledgerOf(container).loans.rehearseHire(toChange(command), hostLevels))
  )

/** Changes the hire of delivered units. It comes last in its flow: the hire is changed again, not undone. */
export const createHireStep = <Command>(
  stepId: string,
  change: (loans: Loans, command: Command) => Promise<ChangedHire>
) =>
  createStep(stepId, async (command: Command, { container }) => {
    const { event, delivery } = await change(ledgerOf(container).loans, command)
    return new StepResponse({ events: event ? [event.data] : [], delivery })
  })

type Changed = ReturnType<ReturnType<typeof createHireStep>>

/** Emits the event of a change, and answers the delivery. */
export const announceHire = (changed: Changed) => {
  emitEventStep({
    eventName: ConsignmentEvents.DELIVERY_HIRE_CHANGED,
    data: transform(changed, ({ events }) => events),
  })
  return transform(changed, ({ delivery }) => delivery)
}
