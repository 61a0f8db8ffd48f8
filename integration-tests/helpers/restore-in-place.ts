import { setTimeout } from "node:timers/promises"
// The runner takes its database from here, and offers no other way to replace it.
// eslint-disable-next-line @medusajs/import-from-framework-not-internal
import * as database from "@medusajs/test-utils/dist/database"
import { Client, type QueryResult } from "pg"

interface Names {
  databaseName: string
  templateName: string
}

interface DatabaseUtils {
  snapshot: (names: Names) => Promise<void>
  restore: (names: Names) => Promise<void>
}

/** A table as it was saved. */
interface Table {
  name: string
  columns: string
  rows: number
  /** Changes with every row that is written or deleted. */
  mark: string
}

interface Saved {
  templateName: string
  /** Its temporary tables hold the saved rows. */
  client: Client
  tables: Table[]
  sequences: Map<string, string | null>
  structure: string
}

/**
 * Lets the test runner put back only the tables that a test has written to. By itself it copies the whole database before
 * every test, which takes longer than many a test and ends the connections that the host has warmed up. It still does so
 * where a test has changed the structure of the database, or left something at work.
 */
export const restoreInPlace = (): void => {
  const factory = database as { dbTestUtilFactory: () => DatabaseUtils }
  const makeUtils = factory.dbTestUtilFactory
  factory.dbTestUtilFactory = () => {
    const utils = makeUtils()
    const { snapshot, restore } = utils
    let saved: Saved | undefined
    const save = async (names: Names): Promise<void> => {
      await saved?.client.end().catch(() => {})
      saved = await saveTables(names)
    }
    return Object.assign(utils, {
      snapshot: async (names: Names) => {
        await snapshot(names)
        await save(names)
      },
      restore: async (names: Names) => {
        if (saved?.templateName === names.templateName && (await putBack(saved))) return
        await restore(names)
        await save(names)
      },
    })
  }
}

const saveTables = async ({ databaseName, templateName }: Names): Promise<Saved> => {
  const client = new Client(database.getDatabaseURL(databaseName))
  // A copy of the whole database ends the connections to it.
  client.on("error", () => {})
  await client.connect()
  await client.query("set session_replication_role = replica; set lock_timeout = '2s'")
  const { rows: columns } = await client.query<Pick<Table, "name" | "columns">>(
    `select c.oid::regclass::text as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
       and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     group by c.oid order by 1`
  )
  const marks = await readMarks(client, columns)
  const tables = columns.map((table, index) => ({ ...table, ...(marks[index] as Mark) }))
  const copies = tables.map(({ name, columns: all, rows }, index) =>
    rows > 0 ? `create temp table saved_${index} as select ${all} from ${name};` : ""
  )
  await client.query(copies.join("\n"))
  const [sequences, structure] = [await readSequences(client), await readStructure(client)]
  return { templateName, client, tables, sequences, structure }
}

type Mark = Pick<Table, "rows" | "mark">

/** Of every table the number of its rows, and by which transactions they were written. */
const readMarks = async (client: Client, tables: Pick<Table, "name">[]): Promise<Mark[]> => {
  const selects = tables.map(
    ({ name }, index) =>
      `select ${index} as index, count(*)::int as rows, sum(xmin::text::bigint)::text as mark from ${name}`
  )
  const { rows } = await client.query<Mark & { index: number }>({
    name: "marks",
    text: `${selects.join(" union all ")} order by index`,
  })
  return rows.map(({ rows: count, mark }) => ({ rows: count, mark: mark ?? "0" }))
}

const readSequences = async (client: Client): Promise<Map<string, string | null>> => {
  const { rows } = await client.query<{ name: string; last: string | null }>({
    name: "sequences",
    text: `select format('%I', sequencename) as name, last_value::text as last from pg_sequences where schemaname = 'public'`,
  })
  return new Map(rows.map(({ name, last }) => [name, last]))
}

const readStructure = async (client: Client): Promise<string> => {
  const sumOf = (catalog: string, condition: string) =>
    `select concat(count(*), ' ', sum(xmin::text::bigint)) as part from ${catalog} where ${condition}`
  const parts = [
    sumOf("pg_class", "relnamespace = 'public'::regnamespace"),
    sumOf(
      "pg_attribute",
      "attrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)"
    ),
    sumOf("pg_constraint", "connamespace = 'public'::regnamespace"),
    sumOf("pg_proc", "pronamespace = 'public'::regnamespace"),
    sumOf("pg_trigger", "not tgisinternal"),
  ]
  const { rows } = await client.query<{ structure: string }>({
    name: "structure",
    text: `select string_agg(part, ', ') as structure from (${parts.join(" union all ")}) parts`,
  })
  return rows[0]?.structure ?? ""
}

const PATIENCE = { looks: 20, pauseMilliseconds: 50 }

/** False if the whole database has to be copied. */
const putBack = async (saved: Saved): Promise<boolean> => {
  const { client, tables, sequences, structure } = saved
  try {
    if (!(await isQuiet(client)) || (await readStructure(client)) !== structure) return false
    const marks = await readMarks(client, tables)
    const changed = [...tables.entries()].filter(([index, { mark, rows }]) => {
      const now = marks[index] as Mark
      return now.mark !== mark || now.rows !== rows
    })
    const moved = [...(await readSequences(client))].filter(
      ([name, last]) => sequences.get(name) !== last
    )
    const statements = [
      ...changed.map(([, { name }]) => `delete from ${name};`),
      ...changed
        .filter(([, { rows }]) => rows > 0)
        .map(
          ([index, { name, columns }]) =>
            `insert into ${name} (${columns}) overriding system value select * from saved_${index};`
        ),
      ...moved.map(([name]) => {
        const last = sequences.get(name) ?? null
        return `select setval('${name}', ${last ?? 1}, ${last !== null});`
      }),
    ]
    if (statements.length === 0) return true
    const restoring = [
      "begin;",
      ...statements,
      "select pg_current_xact_id()::xid as xid;",
      "commit;",
    ]
    const results = (await client.query(restoring.join("\n"))) as unknown as QueryResult[]
    const { xid } = results.at(-2)?.rows[0] as { xid: string }
    for (const [, table] of changed) table.mark = String(BigInt(table.rows) * BigInt(xid))
    return true
  } catch {
    await client.query("rollback").catch(() => {})
    return false
  }
}

/** Whether no other session works on the database; one that does is given a moment to end. */
const isQuiet = async (client: Client): Promise<boolean> => {
  for (let look = 0; look < PATIENCE.looks; look += 1) {
    const { rows } = await client.query({
      name: "busy",
      text: `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
        and backend_type = 'client backend' and state <> 'idle'`,
    })
    if (rows.length === 0) return true
    await setTimeout(PATIENCE.pauseMilliseconds)
  }
  return false
}
