import fc from "fast-check"
import { Client } from "pg"
import {
  isSettled,
  movementsOf,
  settlementIdOf,
} from "../../src/modules/consignment/database/settled"
import type { Sql } from "../../src/modules/consignment/database/sql"
import { Migration20261122000000 } from "../../src/modules/consignment/migrations/Migration20261122000000"
import { Migration20261130000100 } from "../../src/modules/consignment/migrations/Migration20261130000100"
import {
  lockAccount,
  sharingAccounts,
  type AccountName,
} from "../../src/modules/consignment/ledger/posting/lock-account"
import { read, readTogether } from "../../src/modules/consignment/database/together"
import { highestSequence } from "../../src/modules/consignment/ledger/settling/settlement-input"
import { closingUpTo } from "../../src/modules/consignment/ledger/settling/store-settlement"

const shareAccounts = (sql: Sql, accounts: AccountName[]) =>
  readTogether(sql, { shared: sharingAccounts(accounts) })

const setClosedUpTo = async (sql: Sql, ...upTo: Parameters<typeof closingUpTo>): Promise<void> => {
  const { statement, parameters } = closingUpTo(...upTo)
  await sql(statement, parameters)
}

const connect = async (): Promise<Client> => {
  const client = new Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  return client
}

/** A client that takes the statements of the ledger. */
const sqlOf =
  (client: Client): Sql =>
  async <T>(statement: string, parameters: unknown[] = []) => {
    let position = 0
    const numbered = statement.replace(/\?/g, () => `$${(position += 1)}`)
    return (await client.query(numbered, parameters)).rows as T[]
  }

const statementsOf = async (
  migration: typeof Migration20261122000000 | typeof Migration20261130000100,
  way: "up" | "down"
): Promise<string[]> => {
  const made = new migration(undefined as never, undefined as never)
  await made[way]()
  return made.getQueries() as string[]
}

const accounts: AccountName[] = [
  { contractor_id: "a", direction: "inbound", currency_code: "EUR" },
  { contractor_id: "a", direction: "outbound", currency_code: "EUR" },
]

const instantOf = (day: number) => new Date(Date.UTC(2026, 0, day + 1))

interface Operation {
  kind: "post" | "close" | "cancel"
  account: number
  day: number
}

const operation: fc.Arbitrary<Operation> = fc.record({
  kind: fc.constantFrom("post", "post", "post", "close", "cancel"),
  account: fc.nat(accounts.length - 1),
  day: fc.nat(6),
})

interface Movement {
  id: string
  account: number
  day: number
  late: boolean
  stamp: string | null
}

interface Settlement {
  id: string
  account: number
  day: number
  from: number | null
  status: "closed" | "cancelled"
}

/** The rule that settlements once followed: closing stamps what has no stamp up to the cut-off, cancelling takes it off. */
class Stamping {
  readonly movements: Movement[] = []
  readonly settlements: Settlement[] = []

  last(account: number): Settlement | undefined {
    return this.settlements
      .filter((one) => one.account === account && one.status === "closed")
      .at(-1)
  }

  post({ account, day }: Operation): Movement {
    const last = this.last(account)
    const id = `m${this.movements.length + 1}`
    const movement = { id, account, day, late: last !== undefined && day <= last.day, stamp: null }
    this.movements.push(movement)
    return movement
  }

  close({ account, day }: Operation): Settlement | null {
    const last = this.last(account)
    if (last && day < last.day) return null
    const id = `s${this.settlements.length + 1}`
    const settlement: Settlement = { id, account, day, from: last?.day ?? null, status: "closed" }
    this.settlements.push(settlement)
    for (const movement of this.movements) {
      const isOpen = movement.account === account && movement.stamp === null
      if (isOpen && movement.day <= day) movement.stamp = id
    }
    return settlement
  }

  cancel({ account }: Operation): Settlement | null {
    const last = this.last(account)
    if (!last) return null
    last.status = "cancelled"
    for (const movement of this.movements) {
      if (movement.stamp === last.id) movement.stamp = null
    }
    return last
  }
}

describe("what is settled", () => {
  let client: Client
  let sql: Sql

  beforeAll(async () => {
    client = await connect()
    sql = sqlOf(client)
    await client.query("create schema what_is_settled")
    await client.query("set search_path to what_is_settled")
    for (const statement of await statementsOf(Migration20261122000000, "up")) {
      await client.query(statement)
    }
  })

  afterAll(async () => {
    await client.query("drop schema what_is_settled cascade")
    await client.end()
  })

  const migrate = async (way: "up" | "down") => {
    for (const statement of await statementsOf(Migration20261130000100, way)) {
      await client.query(statement)
    }
  }

  /** Each history has the old tables to itself. */
  const inOldTables = async (work: () => Promise<void>) => {
    await client.query("begin")
    await work().finally(() => client.query("rollback"))
  }

  const insertMovement = async ({ id, account, day, late }: Movement) => {
    const { contractor_id, direction, currency_code } = accounts[account] as AccountName
    await sql(
      `insert into consignment_movement (id, sequence, type, document_id, document_type, lot_id, contractor_id,
         warehouse_id, stock_location_id, inventory_item_id, direction, quantity, unit_cost, currency_code,
         effective_at, posted_at, late)
       values (?, ?, 'goods_issue', 'd', 'goods_issue', 'l', ?, 'w', 'w', 'i', ?, 1, 1, ?, ?, now(), ?)`,
      [id, id.slice(1), contractor_id, direction, currency_code, instantOf(day).toISOString(), late]
    )
  }

  const insertSettlement = async ({ id, account, day, from, status }: Settlement) => {
    const { contractor_id, direction, currency_code } = accounts[account] as AccountName
    await sql(
      `insert into consignment_settlement (id, number, contractor_id, direction, currency_code, period_from, cut_off,
         status, closed_at, net_value, amount) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)`,
      [
        id,
        id,
        contractor_id,
        direction,
        currency_code,
        from === null ? null : instantOf(from).toISOString(),
        instantOf(day).toISOString(),
        status,
        new Date(Date.UTC(2026, 1, 1, 0, 0, parseInt(id.slice(1), 10))).toISOString(),
      ]
    )
  }

  /** The history as the old tables held it. */
  const writeStamped = async (history: Stamping) => {
    for (const movement of history.movements) {
      await insertMovement(movement)
      await sql(`update consignment_movement set settlement_id = ? where id = ?`, [
        movement.stamp,
        movement.id,
      ])
    }
    for (const settlement of history.settlements) await insertSettlement(settlement)
    for (const [index, { contractor_id, direction, currency_code }] of accounts.entries()) {
      const last = history.last(index)
      await sql(
        `insert into consignment_account (contractor_id, direction, currency_code, last_cut_off) values (?, ?, ?, ?)`,
        [contractor_id, direction, currency_code, last ? instantOf(last.day).toISOString() : null]
      )
    }
  }

  /** Goes on after the upgrade; what a settlement and its cancellation keep is what the ledger keeps. */
  const playOn = async (history: Stamping, step: Operation) => {
    const account = Object.values(accounts[step.account] as AccountName)
    if (step.kind === "post") return await insertMovement(history.post(step))
    if (step.kind === "close") {
      const before = history.last(step.account)
      const closed = history.close(step)
      if (!closed) return
      const watermark = await read(sql, highestSequence)
      await insertSettlement({ ...closed, status: "cancelled" })
      await sql(
        `update consignment_settlement set watermark = ?,
           watermark_from = (select watermark from consignment_settlement where id = ?) where id = ?`,
        [watermark, before?.id ?? null, closed.id]
      )
      await sql(`update consignment_settlement set status = 'closed' where id = ?`, [closed.id])
      return await setClosedUpTo(sql, account, { cutOff: instantOf(closed.day), watermark })
    }
    const cancelled = history.cancel(step)
    if (!cancelled) return
    const [kept] = await sql<{ watermark_from: string | null }>(
      `update consignment_settlement set status = 'cancelled' where id = ? returning watermark_from`,
      [cancelled.id]
    )
    await setClosedUpTo(sql, account, {
      cutOff: cancelled.from === null ? null : instantOf(cancelled.from),
      watermark: kept?.watermark_from ?? null,
    })
  }

  /** By every question there is, the movements are settled as their stamps tell. */
  const expectStamps = async ({ movements }: Stamping) => {
    const stamps = movements.map(({ id, stamp }) => ({ id, stamp }))
    expect(
      await sql(
        `select m.id, ${settlementIdOf("m")} as stamp from consignment_movement m order by sequence`
      )
    ).toEqual(stamps)
    expect(
      await sql(`select m.id from consignment_movement m where ${isSettled("m")} order by sequence`)
    ).toEqual(stamps.flatMap(({ id, stamp }) => (stamp === null ? [] : { id })))
    expect(
      await sql(
        `select m.id, s.id as stamp from consignment_settlement s cross join ${movementsOf("s")} m
         where s.status = 'closed' order by m.sequence`
      )
    ).toEqual(stamps.filter(({ stamp }) => stamp !== null))
  }

  it("is what settlements once stamped, whatever was late, closed and cancelled, before an upgrade and after it", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(operation, { maxLength: 30 }),
        fc.array(operation, { maxLength: 15 }),
        async (before, after) => {
          await inOldTables(async () => {
            const history = new Stamping()
            for (const step of before) history[step.kind](step)
            await writeStamped(history)
            await migrate("up")
            await expectStamps(history)
            for (const step of after) await playOn(history, step)
            await expectStamps(history)
            await migrate("down")
            expect(
              await sql(
                `select id, settlement_id as stamp from consignment_movement order by sequence`
              )
            ).toEqual(history.movements.map(({ id, stamp }) => ({ id, stamp })))
            await migrate("up")
            await expectStamps(history)
          })
        }
      ),
      { numRuns: 60 }
    )
  })

  it("stops an upgrade whose stamps contradict the cut-offs, and names the settlements", async () => {
    const post = (day: number): Operation => ({ kind: "post", account: 0, day })
    const contradictions: ((history: Stamping) => void)[] = [
      // A movement that the settlement should have stamped.
      ({ movements }) => Object.assign(movements[0] ?? {}, { stamp: null }),
      // One that it should not have stamped.
      ({ movements }) => Object.assign(movements[2] ?? {}, { stamp: "s1" }),
      // A settlement before the latest was cancelled.
      ({ settlements }) => Object.assign(settlements[0] ?? {}, { status: "cancelled" }),
    ]
    for (const contradict of contradictions) {
      await inOldTables(async () => {
        const history = new Stamping()
        for (const day of [0, 1, 4]) history.post(post(day))
        history.close({ kind: "close", account: 0, day: 2 })
        history.post(post(3))
        history.close({ kind: "close", account: 0, day: 3 })
        contradict(history)
        await writeStamped(history)
        await expect(migrate("up")).rejects.toMatchObject({
          code: "23514",
          message: expect.stringMatching(
            /^The movements stamped by these settlements .*: s[12]/
          ) as string,
        })
      })
    }
  })
})

describe("the lock of an account", () => {
  const [account, other] = accounts as [AccountName, AccountName]
  const clients: Client[] = []

  const opened = async (): Promise<{ client: Client; sql: Sql }> => {
    const client = await connect()
    clients.push(client)
    // The table is gone with the connection.
    await client.query(`create temp table consignment_account (contractor_id text, direction text, currency_code text,
      primary key (contractor_id, direction, currency_code))`)
    await client.query("begin")
    return { client, sql: sqlOf(client) }
  }

  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.end()))
  })

  const pause = (milliseconds: number) =>
    new Promise((resolve) => setTimeout(resolve, milliseconds))

  it("is shared by postings, and kept from them by a settlement until it is done", async () => {
    const [one, another, settlement] = [await opened(), await opened(), await opened()]
    await shareAccounts(one.sql, [account, other])
    await shareAccounts(another.sql, [other, account])
    let isLocked = false
    const locked = lockAccount(settlement.sql, account).then(() => {
      isLocked = true
    })
    await one.client.query("commit")
    await pause(50)
    expect(isLocked).toBe(false)
    await another.client.query("commit")
    await locked

    await one.client.query("begin")
    let isShared = false
    const shared = shareAccounts(one.sql, [account]).then(() => {
      isShared = true
    })
    await pause(50)
    expect(isShared).toBe(false)
    await settlement.client.query("commit")
    await shared
  })

  it("comes to a settlement while postings follow each other without a gap", async () => {
    const settlement = await opened()
    const postings = [await opened(), await opened(), await opened()]
    let isLocked = false
    const posted = postings.map(async ({ client, sql }, index) => {
      await pause(index * 15)
      while (!isLocked) {
        await shareAccounts(sql, [account])
        await pause(45)
        await client.query("commit")
        await client.query("begin")
      }
    })
    const since = Date.now()
    await pause(60)
    await lockAccount(settlement.sql, account)
    isLocked = true
    expect(Date.now() - since).toBeLessThan(5_000)
    await settlement.client.query("commit")
    await Promise.all(posted)
  })

  it("lets postings pass while it waits for one that takes long", async () => {
    const [long, short, settlement] = [await opened(), await opened(), await opened()]
    await shareAccounts(long.sql, [account])
    const locked = lockAccount(settlement.sql, account)
    await pause(20)
    const since = Date.now()
    await shareAccounts(short.sql, [account])
    expect(Date.now() - since).toBeLessThan(2_000)
    await short.client.query("commit")
    await long.client.query("commit")
    await locked
  })
})
