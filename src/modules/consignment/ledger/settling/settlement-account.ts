import { ConsignmentError } from "../../domain/errors"
import type { Direction } from "../../domain/terms"
import type { Sql } from "../../database/sql"
import { toDateOrNull, type Instant } from "../../database/rows"

/** The account that a settlement closes, and how far it was closed before. */
export interface AccountOfSettlement {
  contractorId: string
  direction: Direction
  currencyCode: string
  timeZone: string
  lastCutOff: Date | null
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
 * Throws: NO_AGREEMENT, INVALID_DATA (several currencies and none named).
 */
export const findAccount = async (
  sql: Sql,
  request: AccountRequest,
  lock: "" | "for update"
): Promise<AccountOfSettlement> => {
  const agreement = chooseAgreement(request, await loadAgreements(sql, request))
  const account = {
    contractorId: request.contractor_id,
    direction: request.direction,
    currencyCode: agreement.currency_code,
    timeZone: agreement.time_zone,
    lastCutOff: null,
  }
  if (lock !== "") {
    await sql(
      `insert into consignment_account (contractor_id, direction, currency_code) values (?, ?, ?) on conflict do nothing`,
      accountParameters(account)
    )
  }
  const [row] = await sql<{ last_cut_off: Instant | null }>(
    `select last_cut_off from consignment_account
     where contractor_id = ? and direction = ? and currency_code = ? ${lock}`,
    accountParameters(account)
  )
  return { ...account, lastCutOff: toDateOrNull(row?.last_cut_off ?? null) }
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
