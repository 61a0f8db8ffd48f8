import {
  createHook,
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { ReplaceImportExceptions } from "../../../modules/consignment/ledger/upkeep/import-exceptions"
import { replaceImportExceptionsStep } from "../steps/replace-import-exceptions"

export const replaceImportExceptionsWorkflowId = "consignment-replace-import-exceptions"

/** Keeps the lines of imported documents that cannot be posted, until somebody deals with them. */
export const replaceImportExceptionsWorkflow = createWorkflow(
  replaceImportExceptionsWorkflowId,
  (documents: WorkflowData<ReplaceImportExceptions>) => {
    const replaced = replaceImportExceptionsStep(documents)
    const importExceptionsReplaced = createHook("importExceptionsReplaced", { documents })
    return new WorkflowResponse(replaced, { hooks: [importExceptionsReplaced] })
  }
)
