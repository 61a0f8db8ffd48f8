import { toCompany, type Company } from "../domain/company"
import { decideDueAt } from "../domain/due-date"
import { ConsignmentError, notFound, refuseLines } from "../domain/errors"
import { timeZoneOfDay } from "../domain/period"
import { exact, toText } from "../domain/quantity"
import {
  decideVat,
  findVatProblems,
  noHostVat,
  toAgreedVat,
  type HostVat,
  type TaxLine,
  type VatCategory,
  type VatProblem,
  type VatRate,
  type VatTerms,
} from "../domain/vat"
import { toDate, type Instant } from "../database/column-table"
import { givenRows, type Sql } from "../database/sql"
import { loadStoreTimeZone, loadZoned } from "../ledger/posting/business-date"
import type { InvoiceAccount } from "./state"

/** Taxes of an invoice by the host's tax regions, as a workflow hands them over. */
export interface HostTaxes {
  /** Percent, by inventory item. */
  rates: Record<string, string>
  /** The sales invoice becomes an order of the host. */
  becomes_order: boolean
  country_code: string | null
  has_tax_regions: boolean
}

export const toHostVat = (taxes: HostTaxes | undefined): HostVat =>
  taxes
    ? {
        rates: new Map(Object.entries(taxes.rates).map(([id, rate]) => [id, exact(rate)])),
        becomesOrder: taxes.becomes_order,
        country: taxes.country_code,
        hasTaxRegions: taxes.has_tax_regions,
      }
    : noHostVat

export interface LoadedVatTerms extends VatTerms {
  agreementId: string | null
}

/** The terms of the agreement that is in force when the invoice is issued, else of the latest that has begun. */
export const loadVatTerms = async (
  sql: Sql,
  account: InvoiceAccount,
  issuedAt: Date
): Promise<LoadedVatTerms> => {
  const at = issuedAt.toISOString()
  const [agreement] = await sql<{
    id: string
    vat_rate: string | null
    vat_category: VatCategory | null
  }>(
    `select id, vat_rate::text, vat_category from consignment_agreement
     where contractor_id = ? and direction = ? and currency_code = ? and deleted_at is null
     order by (valid_from is null or valid_from <= ?::timestamptz) desc,
       (valid_to is null or valid_to >= ?::timestamptz) desc, valid_from desc nulls last
     limit 1`,
    [account.contractor_id, account.direction, account.currency_code, at, at]
  )
  const company = await loadCompany(sql)
  return {
    agreed: toAgreedVat(agreement?.vat_rate ?? null, agreement?.vat_category ?? null),
    agreementId: agreement?.id ?? null,
    isSetUp: company.tax_id !== null,
  }
}

const loadCompany = async (sql: Sql): Promise<Company> => {
  const [row] = await sql<{ company: object | null }>(
    `select company from consignment_settings where deleted_at is null limit 1`
  )
  return toCompany(row?.company)
}

interface TaxableLine {
  id: string
  index: number
  inventoryItemId: string
  sku: string | null
}

export interface TaxedInvoice extends InvoiceAccount {
  kind: string
  issued_at: Instant
}

/**
 * VAT of each line, in their order.
 * Throws: VAT_RATE_MISSING (the store has a VAT id, and no rate is known), ADDRESS_MISSING.
 */
export const requireVat = async (
  sql: Sql,
  invoice: TaxedInvoice,
  lines: TaxableLine[],
  taxes: HostTaxes | undefined
): Promise<(VatRate | null)[]> => {
  const terms = await loadVatTerms(sql, invoice, toDate(invoice.issued_at))
  const host = toHostVat(taxes)
  const judged = lines.map((line) => ({
    ...line,
    vat: decideVat(terms.agreed, host.rates.get(line.inventoryItemId)),
  }))
  const problems = findVatProblems({ kind: invoice.kind, lines: judged }, terms, host)
  const place = { contractor_id: invoice.contractor_id, agreement_id: terms.agreementId }
  for (const { code, message, line_ids } of problems) {
    if (code === "ADDRESS_MISSING") throw new ConsignmentError(code, message, { place })
    refuseLines(
      code,
      judged
        .filter(({ id }) => line_ids.includes(id))
        .map(({ id, index, inventoryItemId, sku }) => ({
          ...{ index, code, message: `${sku ?? inventoryItemId}: ${message}` },
          ...{ line_id: id, inventory_item_id: inventoryItemId, sku },
        })),
      { place }
    )
  }
  return judged.map(({ vat }) => vat)
}

/** Keeps the VAT of lines that are about to be posted. */
export const writeVat = async (
  sql: Sql,
  lines: { id: string; vat: VatRate | null }[]
): Promise<void> => {
  const given = givenRows(
    "x",
    { id: "text", rate: "numeric", category: "text" },
    lines.map(({ id, vat }) => ({
      id,
      rate: vat && toText(vat.rate),
      category: vat && vat.category,
    }))
  )
  await sql(
    `update consignment_invoice_line l set tax_rate = x.rate, tax_category = x.category, updated_at = now()
     from ${given.statement} where l.id = x.id`,
    given.parameters
  )
}

/** As the column `tax_lines` keeps them. */
export const toStoredTaxLines = (lines: TaxLine[]) =>
  lines.map(({ rate, category, netAmount, taxAmount }) => ({
    rate: toText(rate),
    category,
    net_amount: toText(netAmount),
    tax_amount: toText(taxAmount),
  }))

/** When an invoice is due by the partner's payment terms, else by the company's; null without any. */
export const loadDueAt = async (
  sql: Sql,
  account: InvoiceAccount,
  issuedAt: Date
): Promise<Date | null> => {
  const [contractor] = await sql<{ payment_terms_days: number | null }>(
    `select payment_terms_days from consignment_contractor where id = ?`,
    [account.contractor_id]
  )
  const days = contractor?.payment_terms_days ?? (await loadCompany(sql)).payment_terms_days
  if (days === null) return null
  const zoned = await loadZoned(sql, {
    contractorId: account.contractor_id,
    direction: account.direction,
    currencyCode: account.currency_code,
  })
  const timeZone = timeZoneOfDay(zoned, () => issuedAt) ?? (await loadStoreTimeZone(sql))
  return decideDueAt(issuedAt, days, timeZone)
}

/** Both parties of an invoice as they were when it was posted. */
export interface InvoiceParties {
  company: Omit<Company, "logo">
  contractor: {
    name: string
    address: Record<string, unknown> | null
    country_code: string | null
    tax_id: string | null
    registration_number: string | null
    iban: string | null
    email: string | null
    phone: string | null
  }
}

export const loadParties = async (sql: Sql, contractorId: string): Promise<InvoiceParties> => {
  const { logo: _, ...company } = await loadCompany(sql)
  const [contractor] = await sql<InvoiceParties["contractor"]>(
    `select name, address, country_code, tax_id, registration_number, iban, email, phone
     from consignment_contractor where id = ?`,
    [contractorId]
  )
  if (!contractor) throw notFound("contractor", contractorId)
  return { company, contractor }
}

export interface InvoiceProblem extends VatProblem {
  /** Where what is missing is entered. */
  place: { contractor_id: string; agreement_id: string | null }
}

type StoredTaxLine = ReturnType<typeof toStoredTaxLines>[number]

/** Amounts in the currency's decimals. */
export const toTaxLineAnswers = (lines: StoredTaxLine[], decimals: number): StoredTaxLine[] =>
  lines.map((line) => ({
    rate: line.rate,
    category: line.category,
    net_amount: exact(line.net_amount).toFixed(decimals),
    tax_amount: exact(line.tax_amount).toFixed(decimals),
  }))
