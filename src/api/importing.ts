import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Import, ImportParameters } from "../http-contract/import"
import { importFile } from "../imports/import-file"
import { importKinds } from "../imports/kinds"
import { answering } from "./answering"
import { receiveFile } from "./receiving-file"

/**
 * The route that imports a CSV file of one kind of document. It answers 201 if a document was posted, 200 if all were
 * posted before or the file was only checked.
 */
export const importing = (kind: keyof typeof importKinds) =>
  answering(
    async (
      req: AuthenticatedMedusaRequest<unknown, ImportParameters>,
      res: MedusaResponse<{ import: Import }>
    ) => {
      const imported = await receiveFile(req, (file) =>
        importFile(req.scope, importKinds[kind], file, {
          dry_run: req.validatedQuery.dry_run,
          keep_exceptions: req.validatedQuery.keep_exceptions,
          created_by: req.auth_context.actor_id,
        })
      )
      const isNew =
        imported.status === "posted" && imported.documents.some((document) => document.is_new)
      res.status(isNew ? 201 : 200).json({ import: imported })
    }
  )
