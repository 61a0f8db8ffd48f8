import { decideValidity, refuseOverlap, guardPriceTerms, type Validity } from "../domain/agreement"
import { ConsignmentError, refuseFields } from "../domain/errors"
import type { SettlementInterval } from "../domain/settlement-calendar"
import type { CountLossLiability, Direction, PriceBasis, TransportPayer } from "../domain/terms"
import { changeableColumns, refuseOtherKeys } from "../database/columns"
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
  /** Who is told that a settlement is due. */
  notification_email?: string | null
  price_basis?: PriceBasis
  /** The store's share of the net sale price, 0 to 100. */
  commission_percent?: string | null
  transport_paid_by?: TransportPayer | null
  /** Consignment notes tell what the customer pays for what he sells. */
  prices_on_notes?: boolean
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
  guardPriceTerms(command.direction, toPriceTerms(command))
  const validity = decideValidity(toRequest(command), command.time_zone ?? "UTC")
  await refuseGoneContractor(sql, command.contractor_id)
  const id = newId("conagr")
  await refuseOverlapInAccount(sql, id, command, validity)
  const row = { id, ...command, ...toColumns(validity) }
  return toAgreement(await insertRow<AgreementRow>(sql, table, row))
}

export const updateAgreement = async (sql: Sql, { id, ...change }: UpdateAgreement) => {
  refuseOtherKeys(change, terms)
  const before = await lockRow<AgreementRow>(sql, table, id)
  const priceTerms = toPriceTerms(change, before)
  guardPriceTerms(before.direction, priceTerms)
  const validity = decideValidity(
    toRequest(change),
    change.time_zone ?? before.time_zone,
    toValidity(before)
  )
  await refuseOverlapInAccount(sql, id, before, validity)
  const after = await updateRow<AgreementRow>(sql, table, id, {
    ...change,
    commission_percent: priceTerms.commissionPercent,
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
  // A receipt or settlement shares the contractor: it is posted first and seen here, or finds the agreement deleted.
  await sql("select 1 from consignment_contractor where id = ? for update", [
    agreement.contractor_id,
  ])
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
  const [contractor] = await sql(
    "select id from consignment_contractor where id = ? and deleted_at is null for share",
    [id]
  )
  const message = `There is no contractor ${id}.`
  refuseFields(contractor ? [] : [{ path: "contractor_id", message }])
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

/** A percentage ends with the commission it belongs to. */
const toPriceTerms = (
  change: Pick<AgreementTerms, "price_basis" | "commission_percent">,
  before?: AgreementRow
) => {
  const priceBasis = change.price_basis ?? before?.price_basis ?? "lot_cost"
  const kept = priceBasis === "commission" ? (before?.commission_percent ?? null) : null
  return {
    priceBasis,
    commissionPercent: change.commission_percent === undefined ? kept : change.commission_percent,
  }
}

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
