import { Client } from "pg"
import type { Sql } from "../../src/modules/consignment/database/sql"
import { returnLease, takeLease } from "../../src/modules/consignment/ledger/upkeep/lease"
import { confirm } from "../../src/modules/consignment/ledger/posting/outbox"

describe("leases", () => {
  const client = new Client({ connectionString: process.env.DATABASE_URL })
  const sql: Sql = async <T>(statement: string, parameters: unknown[] = []) => {
    let position = 0
    const numbered = statement.replace(/\?/g, () => `$${(position += 1)}`)
    return (await client.query(numbered, parameters)).rows as T[]
  }
  const waitsForDisk = async () =>
    (await sql<{ synchronous_commit: string }>("show synchronous_commit"))[0]?.synchronous_commit

  beforeAll(async () => {
    await client.connect()
    await client.query(
      `create temp table consignment_lease (key text primary key, holder text, expires_at timestamptz)`
    )
    await client.query(`create temp table consignment_outbox (event_id text primary key)`)
  })
  afterAll(() => client.end())

  it("are held by one at a time, and end by themselves", async () => {
    const holder = await takeLease(sql, "order:1", 60)
    expect(holder).toEqual(expect.any(String))
    expect(await takeLease(sql, "order:1", 60)).toBeNull()
    await returnLease(sql, "order:1", "somebody else")
    expect(await takeLease(sql, "order:1", 60)).toBeNull()
    await returnLease(sql, "order:1", holder ?? "")
    expect(await takeLease(sql, "order:1", -1)).toEqual(expect.any(String))
    expect(await takeLease(sql, "order:1", 60)).toEqual(expect.any(String))
  })

  it.each([
    ["taken", () => takeLease(sql, "order:2", 60)],
    ["returned", () => returnLease(sql, "order:2", "somebody")],
    ["told", () => confirm(sql, ["event"])],
  ])("do not wait for the disk when they are %s, and keep nobody else from it", async (_, work) => {
    const usual = await waitsForDisk()
    await client.query(
      `insert into consignment_lease values ('order:2', 'somebody', '-infinity') on conflict (key) do update set holder = 'somebody'`
    )
    await client.query(`insert into consignment_outbox values ('event') on conflict do nothing`)
    await client.query("begin")
    await client.query("set local synchronous_commit = on")
    await work()
    expect(await waitsForDisk()).toBe("off")
    await client.query("commit")
    expect(await waitsForDisk()).toBe(usual)
  })
})
