import { ConsignmentError } from "../../domain/errors"
import type { Direction } from "../../domain/terms"
import type { Sql } from "../../database/sql"
import { queryOf, type Query } from "../../database/together"

/** Currencies of the agreements in force on the date, or only the one the caller names. */
export const agreedCurrenciesOf = (
  command: { contractor_id: string; direction: Direction; currency_code?: string },
  date: Date
): Query<string[]> =>
  queryOf<{ currency_code: string }, string[]>(
    `select distinct currency_code from consignment_agreement
     where contractor_id = ? and direction = ? and deleted_at is null
       and (valid_from is null or valid_from <= ?::timestamptz) and (valid_to is null or valid_to >= ?::timestamptz)
     order by currency_code`,
    [command.contractor_id, command.direction, date, date],
    (rows) =>
      rows
        .map((row) => row.currency_code)
        .filter((code) => command.currency_code === undefined || code === command.currency_code)
  )

/** Whether the agreement in force on the date lets the customer hire. */
export const loadAllowsHire = async (
  sql: Sql,
  contractorId: string,
  currencyCode: string,
  date: Date
): Promise<boolean> => {
  const rows = await sql(
    `select 1 from consignment_agreement
     where contractor_id = ? and direction = 'outbound' and currency_code = ? and allow_hire and deleted_at is null
       and (valid_from is null or valid_from <= ?::timestamptz) and (valid_to is null or valid_to >= ?::timestamptz)`,
    [contractorId, currencyCode, date, date]
  )
  return rows.length > 0
}

/** Which of several currencies is meant, only the caller knows. Throws: INVALID_DATA. */
export const refuseUnnamedCurrency = (
  command: { currency_code?: string },
  agreed: string[]
): void => {
  if (command.currency_code === undefined && agreed.length > 1) {
    throw new ConsignmentError(
      "INVALID_DATA",
      `Name the currency_code: agreements in ${agreed.join(", ")} are in force.`,
      {
        path: "currency_code",
        fields: [
          {
            path: "currency_code",
            message: "Several agreements are in force.",
            reason: "several_currencies",
          },
        ],
      }
    )
  }
}
