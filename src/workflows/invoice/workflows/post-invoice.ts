import type { OrderDTO } from "@medusajs/framework/types"
import {
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import {
  acquireLockStep,
  createOrderWorkflow,
  emitEventStep,
  registerOrderFulfillmentStep,
  releaseLockStep,
} from "@medusajs/medusa/core-flows"
import { exact } from "../../../modules/consignment/domain/quantity"
import { toAnnouncement } from "../../../modules/consignment/domain/announcement"
import type { PostInvoice } from "../../../modules/consignment/invoices/posting"
import { createHookOnce } from "../../create-hook-once"
import { ConsignmentEvents } from "../../events"
import { postInvoiceStep, rehearseInvoicePostingStep } from "../steps/post-invoice"
import { findHostTaxesStep } from "../steps/find-host-taxes"
import { prepareSaleStep, type PreparedSale } from "../steps/prepare-sale"
import { taxOrderStep } from "../steps/tax-order"

export const postInvoiceWorkflowId = "consignment-post-invoice"

/** Two calls at once make one order. */
const toLock = ({ invoice_id: id }: PostInvoice) => ({
  key: `consignment-invoice:${id}`,
  timeout: 30,
  ttl: 120,
})

const toOrderInput = ({ order }: PreparedSale) => order ?? {}

/** The host counts no fulfilment of less than one piece; such a line is tied to no stock all the same. */
const toFulfilled = (order: OrderDTO) => ({
  order_id: order.id,
  items: (order.items ?? [])
    .filter((item) => exact(item.quantity).gte(1))
    .map((item) => ({ id: item.id, quantity: item.quantity })),
})

/**
 * Posts a draft: its quantities are allocated to lots and count as invoiced. A sales invoice becomes an order of the
 * host, payment pending, whose goods have been delivered; the order is deleted if the posting is refused. The hook runs before
 * the posting, which nothing undoes.
 */
export const postInvoiceWorkflow = createWorkflow(
  postInvoiceWorkflowId,
  (command: WorkflowData<PostInvoice>) => {
    const lock = transform(command, toLock)
    acquireLockStep(lock)
    const taxed = findHostTaxesStep(command)
    const rehearsed = rehearseInvoicePostingStep(taxed)
    const sale = prepareSaleStep(rehearsed)
    const order = when(
      "consignment-sale-has-order",
      { sale },
      ({ sale: { order: prepared } }) => prepared !== null
    ).then(() => {
      const created = createOrderWorkflow.runAsStep({ input: transform(sale, toOrderInput) })
      taxOrderStep(
        transform({ sale, created }, ({ sale: { taxes }, created: made }) => ({
          order: made,
          taxes,
        }))
      )
      registerOrderFulfillmentStep(transform(created, toFulfilled))
      return created
    })
    const invoicePosted = createHookOnce("invoicePosted", rehearsed, {
      invoice: transform(
        { rehearsed, order },
        ({ rehearsed: { invoice: planned }, order: made }) => ({
          ...planned,
          order_id: made?.id ?? planned.order_id,
        })
      ),
    })
    const invoice = postInvoiceStep(
      transform({ taxed, order }, ({ taxed: posted, order: made }) => ({
        ...posted,
        order_id: made?.id ?? null,
      }))
    )
    releaseLockStep(transform(lock, ({ key }) => ({ key })))
    emitEventStep({
      eventName: ConsignmentEvents.INVOICE_POSTED,
      data: transform(rehearsed, ({ is_new: isNew, invoice: { id } }) =>
        isNew ? [toAnnouncement(ConsignmentEvents.INVOICE_POSTED, id).data] : []
      ),
    })
    return new WorkflowResponse(invoice, { hooks: [invoicePosted] })
  }
)
