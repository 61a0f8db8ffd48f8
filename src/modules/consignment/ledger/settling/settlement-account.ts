import { ConsignmentError } from "../../domain/errors"
import type { Direction } from "../../domain/terms"
import type { Sql } from "../../database/sql"
import { toDateOrNull, type Instant } from "../../database/column-table"
import { closingOrder } from "../../database/settled"
import { openingAccount, waitForAccount, type AccountName } from "../posting/lock-account"

/** The account that a settlement closes, and how far it was closed before. */
export interface AccountOfSettlement {
  contractorId: string
  direction: Direction
  currencyCode: string
  timeZone: string
  /** The last closed settlement and how far it went; null before the first. */
  lastSettlementId: string | null
  lastCutOff: Date | null
  lastWatermark: string | null
}

export const accountParameters = ({
  contractorId,
  direction,
  currencyCode,
}: AccountOfSettlement) => [contractorId, direction, currencyCode]

interface AccountRequest {
  contractor_id: string
  direction: Direction
  currency_code?: string
}

interface AgreementRow {
  currency_code: string
  time_zone: string
  in_force: boolean
}

/**
 * The account that is meant; locked alone if asked for, and opened at its first settlement.
 * A preview looks without a lock.
 * Throws: NO_AGREEMENT, INVALID_DATA (several currencies and none named).
 */
export const findAccount = async (
  sql: Sql,
  request: AccountRequest,
  { isLocked }: { isLocked: boolean }
): Promise<AccountOfSettlement> => {
  const agreement = chooseAgreement(request, await loadAgreements(sql, request))
  const name = { ...request, currency_code: agreement.currency_code }
  if (isLocked) await waitForAccount(sql, name)
  return {
    contractorId: name.contractor_id,
    direction: name.direction,
    currencyCode: name.currency_code,
    timeZone: agreement.time_zone,
    ...(await loadLastSettlement(sql, name, isLocked)),
  }
}

/** An account that is opened here has none. */
const loadLastSettlement = async (sql: Sql, account: AccountName, isLocked: boolean) => {
  const opening = isLocked ? openingAccount(account) : null
  const [row] = await sql<{
    last_settlement_id: string | null
    last_cut_off: Instant | null
    last_watermark: string | null
  }>(
    `${opening ? `with opened as (${opening.statement}) ` : ""}select a.last_cut_off, a.last_watermark::text, (
       select s.id from consignment_settlement s
       where s.contractor_id = a.contractor_id and s.direction = a.direction and s.currency_code = a.currency_code
         and s.status = 'closed' order by ${closingOrder("s", " desc")} limit 1) as last_settlement_id
     from consignment_account a where a.contractor_id = ? and a.direction = ? and a.currency_code = ?`,
    [
      ...(opening?.parameters ?? []),
      account.contractor_id,
      account.direction,
      account.currency_code,
    ]
  )
  return {
    lastSettlementId: row?.last_settlement_id ?? null,
    lastCutOff: toDateOrNull(row?.last_cut_off ?? null),
    lastWatermark: row?.last_watermark ?? null,
  }
}

/** The latest agreement in each currency that has begun. */
const loadAgreements = async (sql: Sql, request: AccountRequest): Promise<AgreementRow[]> =>
  await sql<AgreementRow>(
    `select distinct on (currency_code) currency_code, time_zone,
       (valid_from is null or valid_from <= now()) and (valid_to is null or valid_to >= now()) as in_force
     from consignment_agreement
     where contractor_id = ? and direction = ? and deleted_at is null
       and (valid_from is null or valid_from <= now())
     order by currency_code, valid_from desc nulls last`,
    [request.contractor_id, request.direction]
  )

const chooseAgreement = (request: AccountRequest, agreements: AgreementRow[]): AgreementRow => {
  const wanted = agreements.filter(
    ({ currency_code: code }) => (request.currency_code ?? code) === code
  )
  const inForce = wanted.filter((agreement) => agreement.in_force)
  // Settlements go on after the end of an agreement.
  const candidates = inForce.length > 0 ? inForce : wanted
  const [agreement, ...others] = candidates
  if (!agreement) {
    throw new ConsignmentError(
      "NO_AGREEMENT",
      "The contractor has no agreement in this direction and currency.",
      {
        contractor_id: request.contractor_id,
        direction: request.direction,
        currency_code: request.currency_code,
      }
    )
  }
  if (others.length > 0) {
    const codes = candidates.map((candidate) => candidate.currency_code).join(", ")
    const message = `There are agreements in ${codes}.`
    throw new ConsignmentError("INVALID_DATA", `Name the currency_code: ${message}`, {
      path: "currency_code",
      fields: [{ path: "currency_code", message }],
    })
  }
  return agreement
}
