import fs from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { MikroORM } from "@medusajs/framework/mikro-orm/core"
import { defineMikroOrmCliConfig, DmlEntity } from "@medusajs/framework/utils"
import type { Client } from "pg"
import { exportsOf, migrate, migrations, openEmptyDatabase } from "../helpers/migrated-database"

/** A relation has a type instead of a field; only one that belongs to something has a column. */
interface Property {
  parse: (name: string) => { fieldName?: string; nullable: boolean; type?: string }
}

interface Model {
  parse: () => { tableName: string; schema: Record<string, Property> }
}

const models = exportsOf("models").filter((value) => DmlEntity.isDmlEntity(value))
const tables = models.map((model) => (model as unknown as Model).parse())

/** The models as they were when the host last made a migration of them. */
const snapshot = ".snapshot-medusa-consignment.json"
const migrationsPath = path.join(__dirname, "../../src/modules/consignment/migrations")

/** Tables that the ledger reads and writes by SQL alone, so that `query.graph` does not know them. */
const tablesWithoutModel = [
  "consignment_account",
  "consignment_account_item",
  "consignment_attachment",
  "consignment_catch_up_mark",
  "consignment_catch_up_watch",
  "consignment_invoice_allocation",
  "consignment_invoice_line",
  "consignment_invoice_payment",
  "consignment_item_card",
  "consignment_lease",
  "consignment_letter",
  "consignment_loan",
  "consignment_loan_allocation",
  "consignment_loan_line",
  "consignment_lot_cost",
  "consignment_markdown",
  "consignment_notice",
  "consignment_number_series",
  "consignment_outbox",
  "consignment_peer",
  "consignment_peer_exception",
  "consignment_peer_feed",
  "consignment_peer_link",
  "consignment_peer_message",
  "consignment_peer_token",
  "consignment_peer_warehouse",
  "consignment_position",
  "consignment_request_key",
  "consignment_serial_gap",
  "consignment_serial_move",
  "consignment_serial_number",
  "consignment_unfinished_flow",
]

const columnsOf = (name: string, property: Property): string[] => {
  const { fieldName, nullable, type } = property.parse(name)
  if (fieldName) return [columnOf(fieldName, nullable)]
  return type === "belongsTo" ? [columnOf(`${name}_id`, nullable)] : []
}

/** "name" or "name?", as it may be null. */
const columnOf = (name: string, isNullable: boolean): string => `${name}${isNullable ? "?" : ""}`

const readColumns = async (client: Client): Promise<Map<string, string[]>> => {
  const { rows } = await client.query<{
    table_name: string
    column_name: string
    is_nullable: "YES" | "NO"
  }>(`select table_name, column_name, is_nullable from information_schema.columns
      where table_schema = 'public'`)
  const columns = new Map<string, string[]>()
  for (const { table_name, column_name, is_nullable } of rows) {
    const known = columns.get(table_name) ?? []
    columns.set(table_name, [...known, columnOf(column_name, is_nullable === "YES")].sort())
  }
  return columns
}

/** As a model declares a column, and as the database has it: sequences, watermarks, decimals. */
const declaredTypes = ["integer over bigint", "text over bigint", "text over numeric"]

/** The host would index each relation; these tables have an index that begins with the same column. */
const indexesOfRelations = [
  "IDX_consignment_allocation_line_id",
  "IDX_consignment_document_line_document_id",
  "IDX_consignment_settlement_line_settlement_id",
  "IDX_consignment_settlement_stock_settlement_id",
]

/** The host's own means to compare models with a database, and to make migrations of the difference. */
const openOrm = async (databaseName: string, folder: string): Promise<MikroORM> => {
  const { DB_HOST: host, DB_PORT: port, DB_USERNAME: user, DB_PASSWORD: password } = process.env
  return await MikroORM.init(
    defineMikroOrmCliConfig("consignment", {
      entities: models as Parameters<typeof defineMikroOrmCliConfig>[1]["entities"],
      ...{ host, port: Number(port), user, password, dbName: databaseName },
      migrations: { path: folder },
    })
  )
}

describe("models and migrations", () => {
  let database: Awaited<ReturnType<typeof openEmptyDatabase>>
  let columns: Map<string, string[]>
  let folder: string
  let orm: MikroORM
  /** Statements that would make the database what the models say. */
  let statements: string[]

  beforeAll(async () => {
    database = await openEmptyDatabase("models")
    await migrate(database.client, migrations)
    columns = await readColumns(database.client)
    folder = await fs.mkdtemp(path.join(os.tmpdir(), "consignment-models-"))
    orm = await openOrm(database.name, folder)
    const sql = await orm.schema.getUpdateSchemaSQL({ wrap: false, dropTables: false })
    statements = sql.split("\n")
  })

  afterAll(async () => {
    await orm.close(true)
    await database.drop()
    await fs.rm(folder, { recursive: true })
  })

  it("agree on the columns of each table, and on which may be null", () => {
    const declared = tables.map(({ tableName, schema }) => {
      const names = Object.entries(schema).flatMap(([key, property]) => columnsOf(key, property))
      return [tableName, names.sort()] as const
    })
    const migrated = tables.map(({ tableName }) => [tableName, columns.get(tableName)] as const)
    expect(Object.fromEntries(declared)).toEqual(Object.fromEntries(migrated))
  })

  it("agree on the tables, but for those that SQL alone uses", () => {
    const declared = tables.map(({ tableName }) => tableName)
    const others = [...columns.keys()].filter((table) => !declared.includes(table))
    expect(others.sort()).toEqual(tablesWithoutModel)
  })

  it("agree on the types of columns, but for numbers that are read as text or as integers", async () => {
    const { rows } = await database.client.query<Record<"column" | "type", string>>(
      `select table_name || '.' || column_name as column, data_type as type
       from information_schema.columns where table_schema = 'public'`
    )
    const typeOf = new Map(rows.map(({ column, type }) => [column, type]))
    const changed = statements.flatMap((statement) => {
      const [, table, column, type] =
        /^alter table "(\w+)" alter column "(\w+)" type (\w+)/.exec(statement) ?? []
      const had = typeOf.get(`${table}.${column}`)
      return type === undefined || type === had ? [] : `${type} over ${had}`
    })
    expect([...new Set(changed)].sort()).toEqual(declaredTypes)
  })

  it("agree on the indexes, but for those that the host makes of its own accord", () => {
    const missing = statements.flatMap(
      (statement) =>
        /^create (?:unique )?index (?:if not exists )?"(\w+)"/i.exec(statement)?.[1] ?? []
    )
    // The host would index when rows were deleted; ours are looked up by what they are about.
    const named = missing.filter((name) => !name.endsWith("_deleted_at"))
    expect(named.sort()).toEqual(indexesOfRelations)
  })

  it("leave nothing for `medusa plugin:db:generate` to propose, which keeps the snapshot", async () => {
    await fs.copyFile(path.join(migrationsPath, snapshot), path.join(folder, snapshot))
    const { diff } = await orm.getMigrator().createMigration()
    expect(diff.up).toEqual([])
  })
})
