import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import type { Attachment, AttachmentListParameters } from "../http-contract/attachment"
import { reversibleTypes, type ReversibleType } from "../http-contract/kinds"
import type { Permission } from "../http-contract/permission"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../modules/consignment"
import { allowing } from "./allowing"

type Service = ConsignmentModuleService["attachments"]
type Kept = Awaited<ReturnType<Service["retrieve"]>>
type Subject = Pick<Kept, "about_type" | "about_id">
type SubjectType = Awaited<ReturnType<Service["readSubjectType"]>>

export const attachmentsOf = (req: AuthenticatedMedusaRequest): Service =>
  req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE).attachments

/** The record that the parameters name; the contract lets exactly one of the ids pass. */
export const toSubject = (ids: AttachmentListParameters): Subject => {
  if (ids.settlement_id) return { about_type: "settlement", about_id: ids.settlement_id }
  if (ids.invoice_id) return { about_type: "invoice", about_id: ids.invoice_id }
  return { about_type: "document", about_id: ids.document_id ?? "" }
}

export const toAttachment = ({ about_type: type, about_id: id, ...kept }: Kept): Attachment => ({
  id: kept.id,
  document_id: type === "document" ? id : null,
  settlement_id: type === "settlement" ? id : null,
  invoice_id: type === "invoice" ? id : null,
  file_name: kept.file_name,
  mime_type: kept.mime_type,
  size: kept.size,
  created_by: kept.created_by,
  created_at: kept.created_at,
})

const isReversible = (type: SubjectType): type is ReversibleType =>
  (reversibleTypes as readonly SubjectType[]).includes(type)

const neededToRead = (type: SubjectType): Permission => {
  if (type === "settlement" || type === "invoice") return `consignment_${type}:read`
  return isReversible(type) ? `consignment_${type}:read` : "consignment_stock:read"
}

/** A file is for those who may read the paper it belongs to. Throws: INVALID_DATA (unknown paper), FORBIDDEN. */
export const requireReadable = async (
  req: AuthenticatedMedusaRequest,
  subject: Subject
): Promise<void> => {
  const needed = neededToRead(await attachmentsOf(req).readSubjectType(subject))
  if (await allowing(req)(needed)) return
  throw new MedusaError(MedusaError.Types.FORBIDDEN, `Your role lacks ${needed}.`)
}
