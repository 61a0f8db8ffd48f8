import { readdirSync } from "node:fs"
import { join } from "node:path"
import { Client } from "pg"

interface Migration {
  up: () => Promise<void> | void
  down: () => Promise<void> | void
  getQueries: () => string[]
}

const consignment = join(__dirname, "../../src/modules/consignment")

/** The exports of the files of a folder of the module, in the order of their names. */
export const exportsOf = (folder: string): unknown[] =>
  readdirSync(join(consignment, folder))
    .filter((file) => file.endsWith(".ts"))
    .sort()
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    .flatMap((file): unknown[] => Object.values(require(join(consignment, folder, file)) as object))

/** The first is the base, which 0.1.0 was released with. */
export const migrations = exportsOf("migrations") as (new () => Migration)[]

export const migrate = async (client: Client, ones: typeof migrations): Promise<void> => {
  for (const migration of ones) {
    const instance = new migration()
    await instance.up()
    for (const query of instance.getQueries()) await client.query(query)
  }
}

/** Takes a migration back. Throws if the database refuses that. */
export const revert = async (client: Client, migration: new () => Migration): Promise<void> => {
  const instance = new migration()
  await instance.down()
  for (const query of instance.getQueries()) await client.query(query)
}

/** An empty database of the test server, without a host; `drop` ends it. */
export const openEmptyDatabase = async (
  purpose: string
): Promise<{ client: Client; name: string; drop: () => Promise<void> }> => {
  const name = `medusa-${purpose}-${process.pid}`
  const { DB_HOST: host, DB_PORT: port, DB_USERNAME: user, DB_PASSWORD: password } = process.env
  const server = { host, port: Number(port), user, password }
  const administrator = new Client({ ...server, database: "postgres" })
  const client = new Client({ ...server, database: name })
  await administrator.connect()
  await administrator.query(`create database "${name}"`)
  await client.connect()
  return {
    client,
    name,
    drop: async () => {
      await client.end()
      await administrator.query(`drop database "${name}"`)
      await administrator.end()
    },
  }
}
