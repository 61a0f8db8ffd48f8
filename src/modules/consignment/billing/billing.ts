import type { Context } from "@medusajs/framework/types"
import { decimalsOf } from "../currency"
import type { Company } from "../domain/company"
import { notFound } from "../domain/errors"
import { problemsOfPayer, refuseUntransferable } from "../domain/payout"
import { sqlOf, type Sql } from "../database/sql"
import { readInvoices, type InvoiceAnswer } from "../invoices/answers"
import { withTaxes } from "../invoices/draft-taxes"
import type { HostTaxes } from "../invoices/taxes"
import { toMedusaError } from "../to-medusa-error"
import { readAccounts } from "./accounts"
import { readOpenItems, type OpenItemFilter } from "./open-items"
import {
  followOrder,
  newPaymentId,
  readPayments,
  recordPayment,
  reversePayment,
  type OrderPayment,
  type PaymentAnswer,
  type RecordedPayment,
  type RecordPayment,
  type ReversePayment,
} from "./payments"
import {
  planPayout,
  readPayables,
  recordPayout,
  type PayableFilter,
  type PayoutSelection,
  type RecordPayout,
} from "./payouts"

interface Transactions {
  inOneTransaction: <T>(work: (context: Context) => Promise<T>, context?: Context) => Promise<T>
}

/** A payment that was recorded or reversed, and its invoice. */
export interface PaidInvoice {
  is_new: boolean
  invoice: InvoiceAnswer
  payment: PaymentAnswer
}

/** Payments that were recorded together. */
export interface PaidOut {
  is_new: boolean
  payments: PaymentAnswer[]
}

/** Taxes, payments and open items of invoices. */
export class Billing {
  constructor(private readonly service: Transactions) {}

  /** A draft with the taxes it would be posted with now, and what it lacks. */
  async withTaxes(invoice: InvoiceAnswer, taxes: HostTaxes): Promise<InvoiceAnswer> {
    return await this.run((sql) => withTaxes(sql, invoice, taxes, decimalsOf))
  }

  /** Throws: NOT_FOUND, INVALID_DATA, EXCEEDS_OPEN_AMOUNT, IDEMPOTENCY_MISMATCH. */
  async recordPayment(command: RecordPayment, id = newPaymentId()): Promise<PaidInvoice> {
    return await this.run(async (sql) =>
      toPaid(sql, await recordPayment(sql, command, decimalsOf, id))
    )
  }

  /** The payment as it will be, under the id it is going to have. Throws as the recording does. */
  async rehearsePayment(command: RecordPayment): Promise<PaidInvoice> {
    return await this.rehearse(async (sql) =>
      toPaid(sql, await recordPayment(sql, command, decimalsOf))
    )
  }

  /** Throws: NOT_FOUND, INVALID_DATA, ALREADY_REVERSED, IDEMPOTENCY_MISMATCH. */
  async reversePayment(command: ReversePayment, id = newPaymentId()): Promise<PaidInvoice> {
    return await this.run(async (sql) => toPaid(sql, await reversePayment(sql, command, id)))
  }

  /** The reversal as it will be, under the id it is going to have. Throws as the reversing does. */
  async rehearseReversal(command: ReversePayment): Promise<PaidInvoice> {
    return await this.rehearse(async (sql) => toPaid(sql, await reversePayment(sql, command)))
  }

  /** Takes over the payments of the order of a sales invoice; null if it is no such order. */
  async followOrder(orderId: string, payments: OrderPayment[]): Promise<RecordedPayment[] | null> {
    return await this.run((sql) => followOrder(sql, orderId, payments))
  }

  /** Amounts the store owes its suppliers, and the reasons why the company cannot pay them by SEPA file. */
  async readPayables(
    filter: PayableFilter,
    page: { limit: number; offset: number },
    company: Company
  ) {
    const payables = await this.run((sql) => readPayables(sql, filter, page, decimalsOf))
    return { ...payables, payer_problems: problemsOfPayer(company) }
  }

  /** Throws: INVALID_DATA, EXCEEDS_OPEN_AMOUNT. */
  async planPayout(selection: PayoutSelection) {
    return await this.run((sql) => planPayout(sql, selection, decimalsOf))
  }

  /** The same for a SEPA credit transfer. Throws INVALID_DATA with all that it cannot hold, too. */
  async planCreditTransfer(selection: PayoutSelection, company: Company) {
    return await this.run(async (sql) => {
      const planned = await planPayout(sql, selection, decimalsOf)
      refuseUntransferable(planned, company)
      return planned
    })
  }

  /** Pays all of the invoices, or none. Throws: INVALID_DATA, EXCEEDS_OPEN_AMOUNT, IDEMPOTENCY_MISMATCH. */
  async recordPayout(command: RecordPayout, ids?: string[]): Promise<PaidOut> {
    return await this.run(async (sql) =>
      toPaidOut(sql, await recordPayout(sql, command, decimalsOf, ids))
    )
  }

  /** The payments as they will be, under the ids they are going to have. Throws as the recording does. */
  async rehearsePayout(command: RecordPayout): Promise<PaidOut> {
    return await this.rehearse(async (sql) =>
      toPaidOut(sql, await recordPayout(sql, command, decimalsOf))
    )
  }

  async readOpenItems(filter: OpenItemFilter, page: { limit: number; offset: number }) {
    return await this.run((sql) => readOpenItems(sql, filter, page, new Date(), decimalsOf))
  }

  /** Sums of partners by direction and currency: goods, what is owed and what is due. */
  async readAccounts(contractorIds: string[]) {
    return await this.run((sql) => readAccounts(sql, contractorIds, new Date(), decimalsOf))
  }

  /** Does the work, answers what came of it, and takes all of it back. */
  private async rehearse<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const rehearsed: T[] = []
    const undo = new Error("What was rehearsed is taken back.")
    await this.service
      .inOneTransaction(async (context) => {
        rehearsed.push(await work(sqlOf(context)))
        throw undo
      })
      .catch((error: unknown) => (error === undo ? undefined : toMedusaError(error)))
    return rehearsed[0] as T
  }

  private async run<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return await this.service
      .inOneTransaction((context) => work(sqlOf(context)))
      .catch(toMedusaError)
  }
}

const toPaid = async (sql: Sql, recorded: RecordedPayment): Promise<PaidInvoice> => {
  const [invoice] = await readInvoices(sql, [recorded.invoice_id], decimalsOf)
  const payment = invoice?.payments.find(({ id }) => id === recorded.payment_id)
  if (!invoice || !payment) throw notFound("payment", recorded.payment_id)
  return { is_new: recorded.is_new, invoice, payment }
}

const toPaidOut = async (sql: Sql, recorded: RecordedPayment[]): Promise<PaidOut> => {
  const ids = new Set(recorded.map((one) => one.payment_id))
  const all = await readPayments(
    sql,
    recorded.map((one) => one.invoice_id),
    decimalsOf
  )
  return {
    is_new: recorded.every((one) => one.is_new),
    payments: all.filter(({ id }) => ids.has(id)),
  }
}
