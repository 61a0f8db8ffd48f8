import type { MiddlewareRoute } from "@medusajs/framework/http"
import { fileRoute, getRoute } from "../../../validating"

const attachments = "/admin/consignment/attachments"

export const attachmentMiddlewares: MiddlewareRoute[] = [
  getRoute(attachments, "attachmentListParametersSchema"),
  { ...fileRoute(attachments, "addAttachmentParametersSchema"), fileTypes: ["*/*"] },
  getRoute(`${attachments}/:id/file`, "noParametersSchema"),
]
