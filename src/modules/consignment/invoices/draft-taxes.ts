import { exact, toText } from "../domain/quantity"
import { decideVat, findVatProblems, taxOf, toTaxLines } from "../domain/vat"
import type { Sql } from "../database/sql"
import type { InvoiceAnswer } from "./answers"
import type { DecimalsOf } from "./heads"
import {
  loadDueAt,
  loadVatTerms,
  toHostVat,
  toStoredTaxLines,
  toTaxLineAnswers,
  type HostTaxes,
} from "./taxes"

/** A draft with the taxes it would be posted with now, and what it lacks; a posted invoice as it is. */
export const withTaxes = async (
  sql: Sql,
  invoice: InvoiceAnswer,
  taxes: HostTaxes | undefined,
  decimalsOf: DecimalsOf
): Promise<InvoiceAnswer> => {
  if (invoice.status !== "draft") return invoice
  const decimals = decimalsOf(invoice.currency_code)
  const terms = await loadVatTerms(sql, invoice, new Date(invoice.issued_at))
  const host = toHostVat(taxes)
  const lines = invoice.lines.map((line) => ({
    ...line,
    vat: decideVat(terms.agreed, host.rates.get(line.inventory_item_id)),
  }))
  const taxLines = toTaxLines(
    lines.map(({ amount, vat }) => ({ amount: exact(amount), vat })),
    decimals
  )
  const tax = taxOf(taxLines)
  const place = { contractor_id: invoice.contractor_id, agreement_id: terms.agreementId }
  return {
    ...invoice,
    due_at: (await loadDueAt(sql, invoice, new Date(invoice.issued_at)))?.toISOString() ?? null,
    tax_amount: tax.toFixed(decimals),
    gross_amount: exact(invoice.amount).plus(tax).toFixed(decimals),
    tax_lines: toTaxLineAnswers(toStoredTaxLines(taxLines), decimals),
    lines: lines.map(({ vat, ...line }) => ({
      ...line,
      tax_rate: vat && toText(vat.rate),
      tax_category: vat && vat.category,
    })),
    problems: findVatProblems({ kind: invoice.kind, lines }, terms, host).map((problem) => ({
      ...problem,
      place,
    })),
  }
}
