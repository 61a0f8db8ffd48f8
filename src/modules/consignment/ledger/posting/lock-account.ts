import { lockAccountAlone, sharingAccountLocks } from "../../database/locks"
import type { Direction } from "../../domain/terms"
import type { Sql, Write } from "../../database/sql"
import { queryOf, type Query } from "../../database/together"

/** One contractor, direction and currency. */
export interface AccountName {
  contractor_id: string
  direction: Direction
  currency_code: string
}

const nameOf = (account: AccountName): string =>
  [account.contractor_id, account.direction, account.currency_code].join("\n")

/** Postings share the accounts they write to. Sequences of movements are drawn under this lock only. */
export const sharingAccounts = (accounts: AccountName[]): Query<unknown> | undefined =>
  accounts.length === 0
    ? undefined
    : queryOf(
        sharingAccountLocks("select null::text, null::text, null::text where false"),
        [
          accounts.map((account) => account.contractor_id),
          accounts.map((account) => account.direction),
          accounts.map((account) => account.currency_code),
        ],
        () => true
      )

const FIRST_WAIT = 100
const LONGEST_WAIT = 1_500
const PATIENCE = 60_000

/**
 * Locks an account alone, and opens it if it is new. Postings that come later queue behind the one who waits here, so
 * it waits briefly, lets them pass and tries again, a little longer each time. In the end it waits its turn.
 */
export const lockAccount = async (sql: Sql, account: AccountName): Promise<void> => {
  await waitForAccount(sql, account)
  const { statement, parameters } = openingAccount(account)
  await sql(statement, parameters)
}

/** Opens an account if it is new; to be written under its lock. */
export const openingAccount = (account: AccountName): Write => ({
  statement: `insert into consignment_account (contractor_id, direction, currency_code) values (?, ?, ?)
     on conflict do nothing`,
  parameters: [account.contractor_id, account.direction, account.currency_code],
})

/** As `lockAccount`, of an account that the caller opens. */
export const waitForAccount = async (sql: Sql, account: AccountName): Promise<void> => {
  const giveUpAt = Date.now() + PATIENCE
  let wait = FIRST_WAIT
  while (!(await tryToLock(sql, account, Date.now() < giveUpAt ? wait : 0))) {
    await new Promise((resolve) => setTimeout(resolve, wait))
    wait = Math.min(wait * 1.5, LONGEST_WAIT)
  }
}

/** Waits for some milliseconds at most, or without end for 0. */
const tryToLock = async (sql: Sql, account: AccountName, wait: number): Promise<boolean> => {
  await sql("savepoint consignment_account")
  try {
    await sql(`select set_config('lock_timeout', ?, true)`, [String(Math.round(wait))])
    await lockAccountAlone(sql, nameOf(account))
    await sql("set local lock_timeout to default; release savepoint consignment_account")
    return true
  } catch (error) {
    if (!isLockTimeout(error)) throw error
    await sql("rollback to savepoint consignment_account")
    await sql("release savepoint consignment_account")
    return false
  }
}

const isLockTimeout = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && error.code === "55P03"
