import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Import, ImportParameters } from "../http-contract/import"
import type * as files from "../imports/import-file"
import type * as kinds from "../imports/kinds"
import { answering } from "./answering"
import { receiveFile } from "./receiving-file"

/** Importing needs the contract of each kind, so the first file loads it. */
const loadImports = (): typeof files & typeof kinds => ({
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  ...(require("../imports/import-file") as typeof files),
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  ...(require("../imports/kinds") as typeof kinds),
})

/**
 * The route that imports a CSV file of one kind of document. It answers 201 if a document was posted, 200 if all were
 * posted before or the file was only checked.
 */
export const importing = (kind: keyof typeof kinds.importKinds) =>
  answering(
    async (
      req: AuthenticatedMedusaRequest<unknown, ImportParameters>,
      res: MedusaResponse<{ import: Import }>
    ) => {
      const { importFile, importKinds } = loadImports()
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
