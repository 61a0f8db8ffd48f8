import { lockRows } from "../database/locks"
import { decideValidity, refuseOverlap, type Validity } from "../domain/agreement"
import { ConsignmentError, refuseFields } from "../domain/errors"
import {
  changePriceTerms,
  guardPriceTerms,
  type AgreedTier,
  type PriceTerms,
} from "../domain/price-terms"
import { guardReturnFee, type ReturnFee } from "../domain/return-fee"
import type { SettlementInterval } from "../domain/settlement-calendar"
import type {
  CommissionBase,
  CountLossLiability,
  Direction,
  PriceBasis,
  TransportPayer,
} from "../domain/terms"
import { isVatAgreed, toAgreedVat, type VatCategory } from "../domain/vat"
import { changeableColumns, refuseOtherKeys } from "../database/columns"
import { fromJson } from "../database/from-json"
import { insertRow, updateRow, type Row, type Sql } from "../database/sql"
import { newId } from "../database/new-id"
import { isSettled } from "../database/settled"
import { toAgreement, type AgreementRow } from "./answers"
import { lockName, lockRow, mergeMetadata } from "./rows"

interface AgreementTerms {
  /** A local date or an instant, as `valid_to`. */
  valid_from?: string | null
  valid_to?: string | null
  net_returns?: boolean
  count_loss_liability?: CountLossLiability
  settlement_every?: SettlementInterval | null
  time_zone?: string
  return_within_days?: number | null
  grace_days?: number | null
  /** Recipient of reminders that a settlement is due. */
  notification_email?: string | null
  price_basis?: PriceBasis
  /** The store's share of the net sale price, 0 to 100. */
  commission_percent?: string | null
  /** The store's share by price, instead of one for all prices. */
  commission_tiers?: AgreedTier[] | null
  commission_base?: CommissionBase | null
  /** Percent; of invoices that no tax region of the host tells the rate of. */
  vat_rate?: string | null
  vat_category?: VatCategory | null
  transport_paid_by?: TransportPayer | null
  /** Consignment notes tell what the customer pays for what he sells. */
  prices_on_notes?: boolean
  /** The customer agreed to hire goods. */
  allow_hire?: boolean
  /** For unsold goods that go back to the supplier. */
  return_fee?: ReturnFee | null
  metadata?: Row | null
}

export type { AgreementRow } from "./answers"

export interface CreateAgreement extends AgreementTerms {
  contractor_id: string
  direction: Direction
  currency_code: string
}

export interface UpdateAgreement extends AgreementTerms {
  id: string
}

type Account = Pick<AgreementRow, "contractor_id" | "direction" | "currency_code">

const table = "consignment_agreement"
const fields = changeableColumns(table)
/** Terms are renewed; the account they belong to stays. */
const terms = changeableColumns(table, ["contractor_id", "direction", "currency_code"])

export const createAgreement = async (sql: Sql, command: CreateAgreement) => {
  refuseOtherKeys(command, fields)
  const priceTerms = changePriceTerms(toPriceTerms(command))
  guardPriceTerms(command.direction, priceTerms)
  guardVat(command)
  guardReturnFee(command.direction, command.return_fee ?? null)
  const validity = decideValidity(toRequest(command), command.time_zone ?? "UTC")
  await refuseGoneContractor(sql, command.contractor_id)
  const id = newId("conagr")
  await refuseOverlapInAccount(sql, id, command, validity)
  const row = { id, ...command, ...toPriceColumns(priceTerms), ...toColumns(validity) }
  return toAgreement(await insertRow<AgreementRow>(sql, table, row))
}

export const updateAgreement = async (sql: Sql, { id, ...change }: UpdateAgreement) => {
  refuseOtherKeys(change, terms)
  const before = await lockRow<AgreementRow>(sql, table, id)
  const priceTerms = changePriceTerms(toPriceTerms(change), priceTermsOf(before))
  guardPriceTerms(before.direction, priceTerms)
  guardVat({ ...before, ...change })
  guardReturnFee(before.direction, change.return_fee ?? null)
  const validity = decideValidity(
    toRequest(change),
    change.time_zone ?? before.time_zone,
    toValidity(before)
  )
  await refuseOverlapInAccount(sql, id, before, validity)
  const after = await updateRow<AgreementRow>(sql, table, id, {
    ...change,
    ...toPriceColumns(priceTerms),
    ...toColumns(validity),
    metadata: mergeMetadata(before.metadata, change.metadata),
  })
  return { agreement: toAgreement(after), before }
}

/**
 * Deletes an agreement that nothing was posted under.
 * Throws: NOT_FOUND, INVALID_DATA (end it with `valid_to` instead).
 */
export const deleteAgreement = async (sql: Sql, id: string): Promise<void> => {
  const agreement = await lockRow<AgreementRow>(sql, table, id)
  await lockRows(sql, "contractor", "id", [agreement.contractor_id])
  if (await isUsed(sql, agreement)) {
    throw new ConsignmentError(
      "INVALID_DATA",
      "The agreement cannot be deleted, as documents or settlements were posted under it. Set valid_to to end it.",
      { agreement_id: id }
    )
  }
  await updateRow(sql, table, id, { deleted_at: new Date() })
}

/** Whether a movement is dated, or a settlement has closed a period, while the agreement was in force. */
const isUsed = async (sql: Sql, agreement: AgreementRow): Promise<boolean> => {
  const { contractor_id, direction, currency_code, valid_from, valid_to } = agreement
  const account = [contractor_id, direction, currency_code]
  const bounds = [valid_from, valid_from, valid_to, valid_to]
  const [used] = await sql(
    `select 1 where exists (
       select 1 from consignment_account a join consignment_movement m on m.contractor_id = a.contractor_id
         and m.direction = a.direction and m.currency_code = a.currency_code
       where a.contractor_id = ? and a.direction = ? and a.currency_code = ? and not ${isSettled("m")} and not m.technical
         and (?::timestamptz is null or m.effective_at >= ?::timestamptz)
         and (?::timestamptz is null or m.effective_at <= ?::timestamptz))
     or exists (
       select 1 from consignment_settlement s
       where s.contractor_id = ? and s.direction = ? and s.currency_code = ? and s.status = 'closed'
         and (?::timestamptz is null or s.cut_off >= ?::timestamptz)
         and (?::timestamptz is null or s.period_from is null or s.period_from < ?::timestamptz))`,
    [...account, ...bounds, ...account, ...bounds]
  )
  return used !== undefined
}

/** The contractor stays until the agreement is written. */
const refuseGoneContractor = async (sql: Sql, id: string): Promise<void> => {
  const [contractor] = await lockRows(sql, "usedContractor", "id", [id])
  const message = `There is no contractor ${id}.`
  refuseFields(contractor ? [] : [{ path: "contractor_id", message, reason: "unknown" }])
}

/** Two agreements of one account are written one after the other, so that each sees the other. */
const refuseOverlapInAccount = async (
  sql: Sql,
  id: string,
  { contractor_id, direction, currency_code }: Account,
  validity: Validity
): Promise<void> => {
  await lockName(sql, `agreement:${contractor_id}:${direction}:${currency_code}`)
  const others = await sql<AgreementRow>(
    `select * from ${table}
     where contractor_id = ? and direction = ? and currency_code = ? and id <> ? and deleted_at is null`,
    [contractor_id, direction, currency_code, id]
  )
  refuseOverlap(
    validity,
    others.map((other) => ({ id: other.id, ...toValidity(other) }))
  )
}

/** Throws: INVALID_DATA (a rate above 0 without the category S, or the other way round). */
const guardVat = ({
  vat_rate: rate = null,
  vat_category: category = null,
}: Pick<AgreementTerms, "vat_rate" | "vat_category">): void => {
  if (isVatAgreed(toAgreedVat(rate, category))) return
  const message =
    category === "S" ? "Category S has a rate above 0." : `Category ${category} has the rate 0.`
  refuseFields([
    {
      path: "vat_rate",
      message,
      reason: category === "S" ? "vat_rate_missing" : "vat_rate_unneeded",
    },
  ])
}

const toPriceTerms = (terms: AgreementTerms) => ({
  priceBasis: terms.price_basis,
  commissionPercent: terms.commission_percent,
  commissionTiers: terms.commission_tiers,
  commissionBase: terms.commission_base,
})

const priceTermsOf = (row: AgreementRow): PriceTerms => ({
  priceBasis: row.price_basis,
  commissionPercent: row.commission_percent,
  commissionTiers: fromJson<AgreedTier[]>(row.commission_tiers),
  commissionBase: row.commission_base,
})

const toPriceColumns = (terms: PriceTerms) => ({
  price_basis: terms.priceBasis,
  commission_percent: terms.commissionPercent,
  commission_tiers: terms.commissionTiers,
  commission_base: terms.commissionBase,
})

const toRequest = ({ valid_from, valid_to }: AgreementTerms) => ({
  validFrom: valid_from,
  validTo: valid_to,
})

const toValidity = ({ valid_from, valid_to }: AgreementRow): Validity => ({
  validFrom: valid_from && new Date(valid_from),
  validTo: valid_to && new Date(valid_to),
})

const toColumns = ({ validFrom, validTo }: Validity) => ({
  valid_from: validFrom,
  valid_to: validTo,
})
