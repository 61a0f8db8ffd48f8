import { readdirSync } from "node:fs"
import { join } from "node:path"
import { DmlEntity } from "@medusajs/framework/utils"
import { Client } from "pg"

/** A relation has a type instead of a field; only one that belongs to something has a column. */
interface Property {
  parse: (name: string) => { fieldName?: string; nullable: boolean; type?: string }
}

interface Model {
  parse: () => { tableName: string; schema: Record<string, Property> }
}

type Migration = new () => {
  up: () => Promise<void> | void
  getQueries: () => string[]
}

const consignment = join(__dirname, "../../src/modules/consignment")

const exportsOf = (folder: string): unknown[] =>
  readdirSync(join(consignment, folder))
    .filter((file) => file.endsWith(".ts"))
    .sort()
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    .flatMap((file): unknown[] => Object.values(require(join(consignment, folder, file)) as object))

const tables = exportsOf("models")
  .filter((value) => DmlEntity.isDmlEntity(value))
  .map((model) => (model as unknown as Model).parse())

/** Tables that the ledger reads and writes by SQL alone, so that `query.graph` does not know them. */
const tablesWithoutModel = [
  "consignment_account",
  "consignment_account_item",
  "consignment_invoice_allocation",
  "consignment_invoice_line",
  "consignment_lease",
  "consignment_lot_cost",
  "consignment_notice",
  "consignment_number_series",
  "consignment_outbox",
  "consignment_position",
  "consignment_request_key",
  "consignment_unfinished_flow",
]

const columnsOf = (name: string, property: Property): string[] => {
  const { fieldName, nullable, type } = property.parse(name)
  if (fieldName) return [columnOf(fieldName, nullable)]
  return type === "belongsTo" ? [columnOf(`${name}_id`, nullable)] : []
}

/** "name" or "name?", as it may be null. */
const columnOf = (name: string, isNullable: boolean): string => `${name}${isNullable ? "?" : ""}`

const runMigrations = async (client: Client): Promise<void> => {
  for (const migration of exportsOf("migrations") as Migration[]) {
    const instance = new migration()
    await instance.up()
    for (const query of instance.getQueries()) await client.query(query)
  }
}

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

describe("models and migrations", () => {
  const name = `medusa-models-${process.pid}`
  const { DB_HOST: host, DB_PORT: port, DB_USERNAME: user, DB_PASSWORD: password } = process.env
  const server = { host, port: Number(port), user, password }
  const administrator = new Client({ ...server, database: "postgres" })
  const client = new Client({ ...server, database: name })
  let columns: Map<string, string[]>

  beforeAll(async () => {
    await administrator.connect()
    await administrator.query(`create database "${name}"`)
    await client.connect()
    await runMigrations(client)
    columns = await readColumns(client)
  })

  afterAll(async () => {
    await client.end()
    await administrator.query(`drop database "${name}"`)
    await administrator.end()
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
})
