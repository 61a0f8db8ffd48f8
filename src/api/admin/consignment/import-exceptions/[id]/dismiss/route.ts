import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { ImportException } from "../../../../../../http-contract/import"
import { dismissImportExceptionWorkflow } from "../../../../../../workflows/import-exception"
import { answering } from "../../../../../answering"

export const POST = answering(
  async (
    req: AuthenticatedMedusaRequest,
    res: MedusaResponse<{ import_exception: ImportException }>
  ) => {
    const { result } = await dismissImportExceptionWorkflow(req.scope).run({
      input: { id: req.params.id ?? "", dismissed_by: req.auth_context.actor_id },
    })
    res.json({ import_exception: result })
  }
)
