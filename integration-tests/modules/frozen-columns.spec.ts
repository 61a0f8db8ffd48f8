import { changeableColumns, type Table } from "../../src/modules/consignment/database/columns"
import { migrate, migrations, openEmptyDatabase } from "../helpers/migrated-database"

/** Columns of posted rows that later postings change. A new column is added here, or frozen by its migration. */
const changedLater = {
  consignment_allocation: ["quantity", "quantity_pending", "quantity_undone"],
  consignment_document: ["late", "received_at", "source_key"],
  consignment_document_line: [
    "checked_quantity",
    "ended_quantity",
    "ended_serial_numbers",
    "hire_until",
    "peer_error",
    "peer_state",
    "received_quantity",
    "resolved_quantity",
  ],
  consignment_invoice: ["source_key"],
  consignment_lot: [
    "quantity_consumed",
    "quantity_counted",
    "quantity_invoiced",
    "quantity_prepaid",
    "quantity_received",
    "quantity_remaining",
    "quantity_returned_to_consignor",
    "quantity_transferred",
    "sku",
    "unit_cost",
  ],
  consignment_settlement: ["source_key"],
} satisfies Partial<Record<Table, string[]>>

describe("columns of posted rows", () => {
  let database: Awaited<ReturnType<typeof openEmptyDatabase>>

  beforeAll(async () => {
    database = await openEmptyDatabase("frozen")
    await migrate(database.client, migrations)
  })

  afterAll(() => database.drop())

  it.each(Object.entries(changedLater))(
    "of %s are frozen, but for those that later postings change",
    async (table, changed) => {
      const { rows } = await database.client.query<{ definition: string }>(
        `select pg_get_triggerdef(oid) as definition from pg_trigger
         where tgrelid = $1::regclass and tgname like '%frozen'`,
        [table]
      )
      const frozen = new Set(
        rows.flatMap(({ definition }) =>
          [...definition.matchAll(/old\.(\w+)/gi)].map(([, column]) => column)
        )
      )
      // A document's status changes, and each trigger asks for it.
      const columns = [...changeableColumns(table as Table)].filter((one) => one !== "status")
      expect(columns.filter((column) => !frozen.has(column)).sort()).toEqual(changed)
    }
  )
})
