import type { MiddlewareRoute } from "@medusajs/framework/http"
import {
  addInvoiceLineSchema,
  createInvoiceSchema,
  creditInvoiceSchema,
  invoiceListParametersSchema,
  postInvoiceSchema,
  updateInvoiceLineSchema,
  updateInvoiceSchema,
} from "../../../../http-contract/invoice"
import { oneParametersSchema } from "../../../../http-contract/list"
import { paperParametersSchema } from "../../../../http-contract/paper"
import { getRoute, postRoute } from "../../../validating"

const invoices = "/admin/consignment/invoices"

export const invoiceMiddlewares: MiddlewareRoute[] = [
  getRoute(invoices, invoiceListParametersSchema),
  postRoute(invoices, createInvoiceSchema),
  getRoute(`${invoices}/:id`, oneParametersSchema),
  postRoute(`${invoices}/:id`, updateInvoiceSchema),
  getRoute(`${invoices}/:id/document`, paperParametersSchema),
  postRoute(`${invoices}/:id/lines`, addInvoiceLineSchema),
  postRoute(`${invoices}/:id/lines/:line_id`, updateInvoiceLineSchema),
  postRoute(`${invoices}/:id/post`, postInvoiceSchema),
  postRoute(`${invoices}/:id/credit`, creditInvoiceSchema),
]
