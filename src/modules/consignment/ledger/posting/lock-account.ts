import type { Direction } from "../../domain/terms"
import type { Sql } from "../../database/sql"

/** One contractor, direction and currency. */
export interface AccountName {
  contractor_id: string
  direction: Direction
  currency_code: string
}

/**
 * Accounts are locked by advisory locks, not by their rows: of a row, PostgreSQL lets new shares overtake whoever waits
 * for it alone, so that under continuous postings a settlement would wait for ever. Advisory locks queue. Accounts share
 * a fixed number of locks, as the database has room for a limited number of them.
 */
const NAMESPACE = 0x636f6e73
const LOCKS = 1024

const nameOf = (account: AccountName): string =>
  [account.contractor_id, account.direction, account.currency_code].join("\n")

/** Postings share the accounts they write to. Sequences of movements are drawn under this lock only. */
export const shareAccounts = async (sql: Sql, accounts: AccountName[]): Promise<void> => {
  await sql(
    `select pg_advisory_xact_lock_shared(${NAMESPACE}, number) from (
       select distinct hashtext(name) & ${LOCKS - 1} as number from unnest(?::text[]) as name order by 1) locks`,
    [accounts.map(nameOf)]
  )
}

const FIRST_WAIT = 100
const LONGEST_WAIT = 1_500
const PATIENCE = 60_000

/**
 * Locks an account alone, and opens it if it is new. Postings that come later queue behind the one who waits here, so
 * it waits briefly, lets them pass and tries again, a little longer each time. In the end it waits its turn.
 */
export const lockAccount = async (sql: Sql, account: AccountName): Promise<void> => {
  const giveUpAt = Date.now() + PATIENCE
  let wait = FIRST_WAIT
  while (!(await tryToLock(sql, account, Date.now() < giveUpAt ? wait : 0))) {
    await new Promise((resolve) => setTimeout(resolve, wait))
    wait = Math.min(wait * 1.5, LONGEST_WAIT)
  }
  await sql(
    `insert into consignment_account (contractor_id, direction, currency_code) values (?, ?, ?)
     on conflict do nothing`,
    [account.contractor_id, account.direction, account.currency_code]
  )
}

/** Waits for some milliseconds at most, or without end for 0. */
const tryToLock = async (sql: Sql, account: AccountName, wait: number): Promise<boolean> => {
  await sql("savepoint consignment_account")
  try {
    await sql(`select set_config('lock_timeout', ?, true)`, [String(Math.round(wait))])
    await sql(`select pg_advisory_xact_lock(${NAMESPACE}, hashtext(?) & ${LOCKS - 1})`, [
      nameOf(account),
    ])
    await sql("set local lock_timeout to default")
    await sql("release savepoint consignment_account")
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
