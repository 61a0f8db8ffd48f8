import { searchPapers } from "../ledger/reading/search-papers"
import type { Context, FindConfig } from "@medusajs/framework/types"
import { InjectManager, InjectTransactionManager, MedusaContext } from "@medusajs/framework/utils"
import { decimalsOf } from "../currency"
import { readInvoices, type InvoiceAnswer } from "../invoices/answers"
import { createInvoice, type CreateInvoice } from "../invoices/drafts"
import {
  addInvoiceLine,
  deleteInvoice,
  deleteInvoiceLine,
  updateInvoice,
  updateInvoiceLine,
  type InvoiceLineCommand,
  type UpdateInvoice,
} from "../invoices/edit-draft"
import { withPlannedAllocations } from "../invoices/planned-allocations"
import {
  creditInvoice,
  postInvoice,
  type CreditInvoice,
  type PostInvoice,
} from "../invoices/posting"
import { readToInvoice } from "../database/settlement-invoices"
import { sqlOf, type Sql } from "../database/sql"
import { toMedusaError } from "../to-medusa-error"
import { SettlingService } from "./settling-service"
import { notFound, type Filters } from "./shared"

const MOST_TO_INVOICE = 1_000

/**
 * Drafts, posts and credits invoices.
 */
export class InvoicingService extends SettlingService {
  /** Drafts an invoice. Throws: INVALID_DATA, CURRENCY_MISMATCH, IDEMPOTENCY_MISMATCH. */
  @InjectTransactionManager()
  async createInvoice(command: CreateInvoice, @MedusaContext() context: Context = {}) {
    const created = await createInvoice(sqlOf(context), command, decimalsOf).catch(toMedusaError)
    return { is_new: created.is_new, invoice: await this.readInvoice_(created.invoice_id, context) }
  }

  /** A draft as it would be. Throws as the drafting does. */
  async rehearseDraft(command: CreateInvoice): Promise<InvoiceAnswer> {
    return await this.rehearsed_(null, async ({ sql }) => {
      const created = await createInvoice(sql, command, decimalsOf)
      return await readInvoice(sql, created.invoice_id)
    })
  }

  /** The closed settlements that are neither invoiced nor drafted, longest waiting first. */
  @InjectManager()
  async listSettlementsToInvoice(@MedusaContext() context: Context = {}) {
    return await readToInvoice(sqlOf(context), MOST_TO_INVOICE, decimalsOf)
  }

  /** Throws: NOT_FOUND, DOCUMENT_POSTED, INVALID_DATA. */
  @InjectTransactionManager()
  async updateInvoice(command: UpdateInvoice, @MedusaContext() context: Context = {}) {
    await updateInvoice(sqlOf(context), command).catch(toMedusaError)
    return await this.readInvoice_(command.invoice_id, context)
  }

  /** Throws: NOT_FOUND, DOCUMENT_POSTED. */
  @InjectTransactionManager()
  async addInvoiceLine(command: InvoiceLineCommand, @MedusaContext() context: Context = {}) {
    await addInvoiceLine(sqlOf(context), command, decimalsOf).catch(toMedusaError)
    return await this.readInvoice_(command.invoice_id, context)
  }

  /** Throws: NOT_FOUND, DOCUMENT_POSTED. */
  @InjectTransactionManager()
  async updateInvoiceLine(command: InvoiceLineCommand, @MedusaContext() context: Context = {}) {
    await updateInvoiceLine(sqlOf(context), command, decimalsOf).catch(toMedusaError)
    return await this.readInvoice_(command.invoice_id, context)
  }

  /** Throws: NOT_FOUND, DOCUMENT_POSTED. */
  @InjectTransactionManager()
  async deleteInvoiceLine(command: InvoiceLineCommand, @MedusaContext() context: Context = {}) {
    await deleteInvoiceLine(sqlOf(context), command).catch(toMedusaError)
    return await this.readInvoice_(command.invoice_id, context)
  }

  /** Throws: NOT_FOUND, DOCUMENT_POSTED. */
  @InjectTransactionManager()
  async deleteInvoice(id: string, @MedusaContext() context: Context = {}) {
    await deleteInvoice(sqlOf(context), id).catch(toMedusaError)
  }

  /** Throws: NOT_FOUND, DOCUMENT_POSTED, INVALID_DATA, EXCEEDS_RECEIVED. */
  @InjectTransactionManager()
  async postInvoice(command: PostInvoice, @MedusaContext() context: Context = {}) {
    await postInvoice(sqlOf(context), command, decimalsOf).catch(toMedusaError)
    return await this.readInvoice_(command.invoice_id, context)
  }

  /** A draft as it would be once posted; a number that the posting gives is not known yet. Throws as the posting does. */
  async rehearseInvoicePosting(command: PostInvoice) {
    return await this.rehearsed_(null, async ({ sql }) => {
      const before = await readInvoice(sql, command.invoice_id)
      const isNew = await postInvoice(sql, command, decimalsOf)
      const invoice = await readInvoice(sql, command.invoice_id)
      return { is_new: isNew, invoice: { ...invoice, number: before.number } }
    })
  }

  /** Throws: NOT_FOUND, INVALID_DATA, EXCEEDS_REVERSIBLE, IDEMPOTENCY_MISMATCH. */
  @InjectTransactionManager()
  async creditInvoice(command: CreditInvoice, @MedusaContext() context: Context = {}) {
    const created = await creditInvoice(sqlOf(context), command, decimalsOf).catch(toMedusaError)
    return { is_new: created.is_new, invoice: await this.readInvoice_(created.invoice_id, context) }
  }

  /** A credit note as it would be, under the id it is going to have. Throws as the crediting does. */
  async rehearseCredit(command: CreditInvoice) {
    return await this.rehearsed_(null, async ({ sql }) => {
      const created = await creditInvoice(sql, command, decimalsOf)
      const invoice = await readInvoice(sql, created.invoice_id)
      const number = created.is_new ? (command.number ?? null) : invoice.number
      return { is_new: created.is_new, invoice: { ...invoice, number } }
    })
  }

  /** Throws: NOT_FOUND. */
  @InjectManager()
  async retrieveInvoice(id: string, @MedusaContext() context: Context = {}) {
    return await this.readInvoice_(id, context)
  }

  @InjectManager()
  async listAndCountInvoices(
    filters: Filters = {},
    config: FindConfig<{ id: string }> = {},
    @MedusaContext() context: Context = {}
  ) {
    const [rows, count] = await this.listAndCountConsignmentInvoices(
      await searchPapers(sqlOf(context), ["number"], filters),
      { ...config, select: ["id"] },
      context
    )
    const ids = rows.map((row) => row.id)
    return [await readInvoices(sqlOf(context), ids, decimalsOf), count] as const
  }

  protected async readInvoice_(id: string, context: Context): Promise<InvoiceAnswer> {
    const sql = sqlOf(context)
    const invoice = await readInvoice(sql, id).catch(toMedusaError)
    return await withPlannedAllocations(sql, invoice, decimalsOf)
  }
}

/** Throws: NOT_FOUND. */
const readInvoice = async (sql: Sql, id: string): Promise<InvoiceAnswer> => {
  const [invoice] = await readInvoices(sql, [id], decimalsOf)
  if (!invoice) throw notFound(id)
  return invoice
}
