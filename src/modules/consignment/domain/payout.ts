import type { Decimal } from "decimal.js"
import type { Company } from "./company"
import { ConsignmentError, type RefusalReason, type RefusedField, type RefusedLine } from "./errors"
import { isIban } from "./iban"

/** Reasons why an invoice, or the company, is not in a payment file. */
export const payoutProblems = ["iban_missing", "iban", "not_eur"] as const
export type PayoutProblem = (typeof payoutProblems)[number]

/** An invoice to be paid, and what is paid of it. */
export interface PayoutLine {
  number: string | null
  contractor_name: string
  iban: string | null
  currency_code: string
  open: Decimal
  amount: Decimal
}

const ibanProblemsOf = (iban: string | null): PayoutProblem[] => {
  if (iban === null) return ["iban_missing"]
  return isIban(iban) ? [] : ["iban"]
}

/** Reasons why a line is left out of a SEPA credit transfer. */
export const problemsOfPayee = (
  line: Pick<PayoutLine, "iban" | "currency_code">
): PayoutProblem[] => [
  ...ibanProblemsOf(line.iban),
  ...(line.currency_code === "EUR" ? [] : (["not_eur"] as const)),
]

/** Reasons why the company cannot pay by SEPA credit transfer. */
export const problemsOfPayer = ({ iban }: Pick<Company, "iban">): PayoutProblem[] =>
  ibanProblemsOf(iban)

const sentences: Record<PayoutProblem, (line: PayoutLine) => string> = {
  iban_missing: ({ contractor_name: name }) =>
    `${name} has no IBAN. Enter it on the partner's page.`,
  iban: ({ contractor_name: name, iban }) =>
    `The IBAN ${iban ?? ""} of ${name} has wrong check digits. Correct it on the partner's page.`,
  not_eur: ({ currency_code: currency }) =>
    `A SEPA credit transfer is in EUR, the invoice is in ${currency}. Pay it in another way.`,
}

const refusalOf = (
  index: number,
  line: PayoutLine,
  message: string,
  reason: RefusalReason
): RefusedLine => ({
  index,
  code: "INVALID_DATA",
  message: `${line.number ?? line.contractor_name}: ${message}`,
  reason,
})

/** Lines of which nothing, or less than is paid, is open. */
export const refuseUnpayable = (
  lines: PayoutLine[],
  decimalsOf: (code: string) => number
): void => {
  const refused = lines.flatMap((line, index): RefusedLine[] => {
    const { amount, open, currency_code: currency } = line
    if (open.lte(0)) {
      return [refusalOf(index, line, "Nothing is open. Leave the invoice out.", "nothing_open")]
    }
    if (amount.lte(0)) return [refusalOf(index, line, "Enter an amount above 0.", "amount_zero")]
    if (amount.decimalPlaces() > decimalsOf(currency)) {
      const message = `${currency} has ${decimalsOf(currency)} decimals.`
      return [refusalOf(index, line, message, "amount_decimals")]
    }
    if (amount.lte(open)) return []
    const message = `${amount.toFixed()} is more than the ${open.toFixed()} that are open.`
    return [{ ...refusalOf(index, line, message, "too_large"), code: "EXCEEDS_OPEN_AMOUNT" }]
  })
  refuseAll(refused, [])
}

/** Throws INVALID_DATA with every line and every field of the company that a payment file cannot hold. */
export const refuseUntransferable = (
  lines: PayoutLine[],
  company: Pick<Company, "iban" | "legal_name">
): void => {
  const refused = lines.flatMap((line, index) =>
    problemsOfPayee(line).map((reason) => refusalOf(index, line, sentences[reason](line), reason))
  )
  const fields = problemsOfPayer(company).map((reason): RefusedField => ({
    path: "company.iban",
    message:
      reason === "iban_missing"
        ? "The company has no IBAN. Enter it in the consignment settings."
        : "The IBAN of the company has wrong check digits. Correct it in the consignment settings.",
  }))
  refuseAll(refused, fields)
}

const refuseAll = (lines: RefusedLine[], fields: RefusedField[]): void => {
  const [first] = [...fields, ...lines]
  if (!first) return
  const more = fields.length + lines.length - 1
  throw new ConsignmentError(
    lines.some(({ code }) => code === "EXCEEDS_OPEN_AMOUNT")
      ? "EXCEEDS_OPEN_AMOUNT"
      : "INVALID_DATA",
    more > 0 ? `${first.message} (and ${more} more)` : first.message,
    {
      ...(fields[0] ? { path: fields[0].path, fields } : {}),
      ...(lines.length > 0 ? { lines } : {}),
    }
  )
}
