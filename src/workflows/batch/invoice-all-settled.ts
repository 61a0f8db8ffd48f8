import type { MedusaContainer } from "@medusajs/framework/types"
import type { BillingKind } from "../../modules/consignment/domain/invoice"
import type { ToInvoice } from "../../modules/consignment/database/settlement-invoices"
import { ledgerOf } from "../posting/post-document"
import { createInvoiceWorkflow, deleteInvoiceWorkflow, postInvoiceWorkflow } from "../invoice"
import { withHostTaxes } from "../invoice/host-taxes"
import { doEach, pick, toProblem } from "./do-each"

type InboundKind = Extract<BillingKind, "supplier" | "self_billed">

interface InvoiceAllSettled {
  ids?: string[]
  inbound_kind: InboundKind
  idempotency_key?: string
  created_by?: string | null
}

const readToInvoice = async (container: MedusaContainer) =>
  (await ledgerOf(container).listSettlementsToInvoice()).map((one) => ({
    ...one,
    id: one.settlement_id,
  }))

const kindOf = ({ direction }: ToInvoice, inboundKind: InboundKind): BillingKind =>
  direction === "outbound" ? "sales" : inboundKind

/** The preview of the invoice of each closed settlement, or the reason why it cannot be posted. */
export const planAllInvoices = async (container: MedusaContainer, inboundKind: InboundKind) => {
  const planned = []
  for (const settlement of await readToInvoice(container)) {
    const kind = kindOf(settlement, inboundKind)
    const none = { net_amount: null, tax_amount: null, gross_amount: null }
    const rehearsed = await ledgerOf(container)
      .rehearseDraft({
        contractor_id: settlement.contractor_id,
        settlement_ids: [settlement.id],
        kind,
      })
      .then((draft) => withHostTaxes(container, draft))
      .then(({ net_amount, tax_amount, gross_amount, problems: [problem] }) => ({
        net_amount,
        tax_amount,
        gross_amount,
        problem: problem ? toProblem(problem) : null,
      }))
      .catch((error: unknown) => ({ ...none, problem: toProblem(error) }))
    planned.push({ ...settlement, kind, ...rehearsed })
  }
  return planned
}

/** Drafts and posts an invoice for each closed settlement; the draft of one that is refused is deleted. */
export const invoiceAllSettled = async (
  container: MedusaContainer,
  { ids, inbound_kind: inboundKind, idempotency_key: key, created_by: createdBy }: InvoiceAllSettled
) => {
  const { picked, failed } = pick(
    await readToInvoice(container),
    ids,
    "The settlement has nothing to invoice, or it is invoiced already."
  )
  const invoiced = await doEach(picked, async (settlement) => {
    const { result: drafted } = await createInvoiceWorkflow(container).run({
      input: {
        contractor_id: settlement.contractor_id,
        settlement_ids: [settlement.id],
        kind: kindOf(settlement, inboundKind),
        ...(key === undefined ? {} : { idempotency_key: `${key}:${settlement.id}` }),
        created_by: createdBy,
      },
    })
    const { id } = drafted.invoice
    try {
      const { result } = await postInvoiceWorkflow(container).run({ input: { invoice_id: id } })
      return result
    } catch (error) {
      if (drafted.is_new) await deleteInvoiceWorkflow(container).run({ input: { id } })
      throw error
    }
  })
  return { invoices: invoiced.done, failed: [...failed, ...invoiced.failed] }
}
