import type { MiddlewareRoute } from "@medusajs/framework/http"
import { getRoute, postRoute } from "../../../validating"

const invoices = "/admin/consignment/invoices"

export const invoiceMiddlewares: MiddlewareRoute[] = [
  getRoute(invoices, "invoiceListParametersSchema"),
  postRoute(invoices, "createInvoiceSchema"),
  postRoute(`${invoices}/settled`, "invoiceAllSettledSchema"),
  getRoute(`${invoices}/settled/plan`, "invoiceAllParametersSchema"),
  getRoute(`${invoices}/:id`, "oneParametersSchema"),
  postRoute(`${invoices}/:id`, "updateInvoiceSchema"),
  getRoute(`${invoices}/:id/document`, "paperParametersSchema"),
  getRoute(`${invoices}/:id/send`, "letterParametersSchema"),
  postRoute(`${invoices}/:id/send`, "sendLetterSchema"),
  postRoute(`${invoices}/:id/lines`, "addInvoiceLineSchema"),
  postRoute(`${invoices}/:id/lines/:line_id`, "updateInvoiceLineSchema"),
  postRoute(`${invoices}/:id/post`, "postInvoiceSchema"),
  postRoute(`${invoices}/:id/credit`, "creditInvoiceSchema"),
  postRoute(`${invoices}/:id/payments`, "recordPaymentSchema"),
  postRoute(`${invoices}/:id/payments/:payment_id/reverse`, "reversePaymentSchema"),
]
