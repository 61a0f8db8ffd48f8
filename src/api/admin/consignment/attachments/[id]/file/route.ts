import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { answering } from "../../../../../answering"
import { attachmentsOf, requireReadable } from "../../../../../attachments"

/** Sent as a download whatever its type, so that no browser runs what somebody has uploaded. */
export const GET = answering(async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const attachment = await attachmentsOf(req).retrieve(req.params.id ?? "")
  await requireReadable(req, attachment)
  const bytes = await req.scope
    .resolve(Modules.FILE)
    .getAsBuffer(attachment.file_id)
    .catch(() => refuseLost(attachment.file_name))
  res
    .status(200)
    .attachment(attachment.file_name)
    .set("Content-Type", attachment.mime_type)
    .set("X-Content-Type-Options", "nosniff")
    .send(bytes)
})

/** Throws: NOT_FOUND. */
const refuseLost = (fileName: string): never => {
  const message = `${fileName} is not where the store keeps its files any more.`
  throw new MedusaError(MedusaError.Types.NOT_FOUND, message, "NOT_FOUND")
}
