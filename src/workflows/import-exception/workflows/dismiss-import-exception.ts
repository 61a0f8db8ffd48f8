import {
  createHook,
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { DismissImportException } from "../../../modules/consignment/ledger/upkeep/import-exceptions"
import { ConsignmentEvents } from "../../events"
import { dismissImportExceptionStep } from "../steps/dismiss-import-exception"

export const dismissImportExceptionWorkflowId = "consignment-dismiss-import-exception"

/** Takes a line of a file that could not be posted off the list: somebody has dealt with it. */
export const dismissImportExceptionWorkflow = createWorkflow(
  dismissImportExceptionWorkflowId,
  (command: WorkflowData<DismissImportException>) => {
    const exception = dismissImportExceptionStep(command)
    emitEventStep({
      eventName: ConsignmentEvents.IMPORT_EXCEPTION_DISMISSED,
      data: { id: exception.id },
    })
    const importExceptionDismissed = createHook("importExceptionDismissed", {
      import_exception: exception,
    })
    return new WorkflowResponse(exception, { hooks: [importExceptionDismissed] })
  }
)
