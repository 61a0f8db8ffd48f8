import { readdirSync } from "node:fs"
import { join } from "node:path"
import { Client } from "pg"

type Migration = new () => { up: () => Promise<void> | void; getQueries: () => string[] }

const folder = join(__dirname, "../../src/modules/consignment/migrations")
const REGISTER = "Migration20261130103011"

const migrationsWhere = (isWanted: (name: string) => boolean): Migration[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".ts") && isWanted(file.replace(".ts", "")))
    .sort()
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    .flatMap((file) => Object.values(require(join(folder, file)) as Record<string, Migration>))

const migrate = async (client: Client, migrations: Migration[]): Promise<void> => {
  for (const migration of migrations) {
    const instance = new migration()
    await instance.up()
    for (const query of instance.getQueries()) await client.query(query)
  }
}

interface OldLot {
  id: string
  serials: string[] | null
  remaining: number
  received?: number
  consumed?: number
  origin?: string
}

/** A lot as an earlier version has written it. */
const insertLot = async (client: Client, lot: OldLot): Promise<void> => {
  const { id, serials, remaining, received = serials?.length ?? 1, consumed = 0, origin } = lot
  await client.query(
    `insert into consignment_lot (id, document_id, line_id, line_index, contractor_id, warehouse_id, stock_location_id,
       inventory_item_id, sku, direction, received_at, unit_cost, currency_code, quantity_received, quantity_remaining,
       quantity_consumed, quantity_returned_to_consignor, quantity_counted, quantity_transferred, serial_numbers,
       origin_lot_id)
     values ($1, 'document', 'line', 0, 'A', 'warehouse', $2, 'X', 'X', 'inbound', now(), 5, 'EUR', $3, $4, $5, 0, 0, 0,
       $6, $7)`,
    [id, `at ${id}`, received, remaining, consumed, JSON.stringify(serials), origin ?? null]
  )
}

describe("the register of serial numbers", () => {
  const name = `medusa-serials-${process.pid}`
  const { DB_HOST: host, DB_PORT: port, DB_USERNAME: user, DB_PASSWORD: password } = process.env
  const server = { host, port: Number(port), user, password }
  const administrator = new Client({ ...server, database: "postgres" })
  const client = new Client({ ...server, database: name })

  beforeAll(async () => {
    await administrator.connect()
    await administrator.query(`create database "${name}"`)
    await client.connect()
    await migrate(
      client,
      migrationsWhere((migration) => migration < REGISTER)
    )
    // Only the rows of lots are of interest.
    await client.query(`set session_replication_role = replica`)
    const lots: OldLot[] = [
      { id: "whole", serials: ["W1", "W2"], remaining: 2 },
      { id: "part", serials: ["P1", "P2", "P3"], remaining: 1, consumed: 2 },
      { id: "empty", serials: ["E1"], remaining: 0, consumed: 1 },
      { id: "reversed", serials: ["R1"], remaining: 0, received: 0 },
      { id: "moved", serials: ["M1", "M2"], remaining: 0 },
      { id: "child of moved", serials: ["M1", "M2"], remaining: 2, origin: "moved" },
      { id: "split", serials: ["S1", "S2"], remaining: 1 },
      { id: "child of split", serials: ["S1", "S2"], remaining: 1, origin: "split" },
      { id: "first time", serials: ["T1"], remaining: 0, consumed: 1 },
      { id: "second time", serials: ["T1"], remaining: 1 },
      { id: "without", serials: null, remaining: 1 },
    ]
    for (const lot of lots) await insertLot(client, lot)
    await migrate(
      client,
      migrationsWhere((migration) => migration >= REGISTER)
    )
  })

  afterAll(async () => {
    await client.end()
    await administrator.query(`drop database "${name}"`)
    await administrator.end()
  })

  it("is filled from what lots hold", async () => {
    const { rows } = await client.query<{ serial: string; state: string; lot_id: string }>(
      `select serial, state, lot_id from consignment_serial_number order by serial`
    )
    expect(rows.map(({ serial, state, lot_id: lotId }) => `${serial} ${state} ${lotId}`)).toEqual([
      "E1 sold empty",
      "M1 in_lot child of moved",
      "M2 in_lot child of moved",
      "P1 possible part",
      "P2 possible part",
      "P3 possible part",
      "R1 returned reversed",
      "S1 possible split",
      "S2 possible split",
      "T1 in_lot second time",
      "W1 in_lot whole",
      "W2 in_lot whole",
    ])
  })

  it("knows how many of the units of a lot have left", async () => {
    const { rows } = await client.query<{ lot_id: string; quantity: string }>(
      `select lot_id, quantity::text from consignment_serial_gap order by lot_id`
    )
    expect(rows.map(({ lot_id: id, quantity }) => `${id} ${parseFloat(quantity)}`)).toEqual([
      "part 2",
      "split 1",
    ])
  })

  it("tells the receipt of each unit, and exposes those that may have left", async () => {
    const { rows } = await client.query<{ serial: string }>(
      `select serial from consignment_serial_number where is_exposed order by serial`
    )
    expect(rows.map(({ serial }) => serial)).toEqual(["P1", "P2", "P3", "S1", "S2"])
    const { rows: moves } = await client.query(`select document_id from consignment_serial_move`)
    expect(moves).toHaveLength(12)
  })

  it("is written by postings alone, and keeps its history", async () => {
    await client.query(`set session_replication_role = origin`)
    const refused = (statement: string) =>
      expect(client.query(statement)).rejects.toMatchObject({ code: "23514" })
    await refused(`update consignment_serial_number set state = 'own'`)
    await client.query(`set consignment.posting = 'on'`)
    await refused(`delete from consignment_serial_number`)
    await refused(`update consignment_serial_move set document_id = 'other'`)
    await refused(`delete from consignment_serial_gap`)
  })
})
