import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { settlementIdOf } from "../../src/modules/consignment/database/settled"
import { documentTypes } from "../../src/modules/consignment/domain/kind-lists"
import { findBroken } from "../helpers/laws"
import { migrate, migrations, openEmptyDatabase, revert } from "../helpers/migrated-database"

/** Both directions with every kind of document, settlements, invoices and drafts, as 0.1.0 has written them. */
const filledLedger = join(__dirname, "../fixtures/ledger-0.1.0.sql")

const REFUSED = "55000"

/** The host's levels, as far as the laws ask for them. */
const hostTables = `create table inventory_level (location_id text, inventory_item_id text,
    raw_stocked_quantity jsonb, deleted_at timestamptz);
  create table reservation_item (id text, raw_quantity jsonb, deleted_at timestamptz)`

/** Figures that a merchant would miss if an upgrade lost them, by table: how many rows, and the sum of their contents. */
const figures = {
  documents: `select type, status, count(*) from consignment_document group by 1, 2 order by 1, 2`,
  lines: `select count(*), sum(quantity) from consignment_document_line`,
  lots: `select count(*), sum(quantity_received) as received, sum(quantity_remaining) as remaining,
      sum(quantity_remaining * unit_cost) as value from consignment_lot`,
  movements: `select type, count(*), sum(quantity), sum(quantity * unit_cost) as value
    from consignment_movement group by 1 order by 1`,
  settlements: `select number, status, amount, net_value from consignment_settlement order by 1, 2`,
  invoices: `select number, kind, amount from consignment_invoice order by 1, 2`,
  balances: `select contractor_id, inventory_item_id, settled, invoiced from consignment_account_item order by 1, 2`,
}

/** One that all have got, and one that the mail server has refused. */
const letters = `insert into consignment_letter
    (id, paper_type, paper_id, recipients, subject, text, language, file_name, sent_at)
  values ('conlet_sent', 'settlement', 'conset_1', '["a@example.com", "b@example.com"]', '', '', 'en', '', now()),
    ('conlet_refused', 'settlement', 'conset_1', '["a@example.com"]', '', '', 'en', '', null)`

describe("an upgrade of a filled ledger of 0.1.0", () => {
  const [base, ...later] = migrations
  let database: Awaited<ReturnType<typeof openEmptyDatabase>>
  let before: unknown
  let stamped: unknown[]

  const query = async (statement: string) => await database.client.query<object>(statement)
  const rowsOf = async (statement: string) => (await query(statement)).rows
  const readFigures = async () =>
    await Promise.all(Object.values(figures).map((statement) => rowsOf(statement)))

  beforeAll(async () => {
    database = await openEmptyDatabase("upgrade")
    await query(hostTables)
    await migrate(database.client, base ? [base] : [])
    await query(await readFile(filledLedger, "utf8"))
    before = await readFigures()
    stamped = await rowsOf(
      `select id, settlement_id from consignment_movement where settlement_id is not null order by id`
    )
    const reached = later.findIndex(({ name }) => name === "Migration20261130184401")
    await migrate(database.client, later.slice(0, reached))
    await query(letters)
    await migrate(database.client, later.slice(reached))
  })

  afterAll(() => database.drop())

  it("holds every kind of document that 0.1.0 could post", async () => {
    const types = await rowsOf(`select distinct type from consignment_document order by 1`)
    expect(types).toEqual([...documentTypes].sort().map((type) => ({ type })))
  })

  it("keeps every document, lot, movement, settlement, invoice and balance", async () => {
    expect(await readFigures()).toEqual(before)
  })

  it("keeps each movement in the settlement that contained it", async () => {
    expect(stamped.length).toBeGreaterThan(0)
    expect(
      await rowsOf(
        `select id, settlement_id from (
           select m.id, ${settlementIdOf("m")} as settlement_id from consignment_movement m) movement
         where settlement_id is not null order by id`
      )
    ).toEqual(stamped)
  })

  it("keeps to whom letters were sent", async () => {
    expect(await rowsOf(`select id, reached from consignment_letter order by id`)).toEqual([
      { id: "conlet_refused", reached: [] },
      { id: "conlet_sent", reached: ["a@example.com", "b@example.com"] },
    ])
  })

  it("obeys the laws of the ledger", async () => {
    expect(await findBroken(query, { hasDifferences: false })).toEqual([])
  })

  it("leaves no foreign key unchecked", async () => {
    expect(
      await rowsOf(`select conname from pg_constraint where contype = 'f' and not convalidated`)
    ).toEqual([])
  })

  it("is not taken back, as that would end with dropping the books", async () => {
    // The one next to the base gives the stamps of settlements back; those after it keep anybody from getting there.
    for (const migration of later.slice(1).reverse()) {
      await expect(revert(database.client, migration)).rejects.toMatchObject({
        code: REFUSED,
      })
    }
  })
})
