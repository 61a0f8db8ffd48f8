import pg from "pg"

/** @typedef {import("./environment.mjs").Address} Address */

/**
 * Runs some SQL over one connection.
 * @template T
 * @param {Address} address
 * @param {(client: pg.Client) => Promise<T>} run
 * @returns {Promise<T>}
 */
const withClient = async ({ host, port, user, password, name }, run) => {
  const client = new pg.Client({ host, port, user, password, database: name })
  // A server that stops while we are connected must not end this process.
  client.on("error", () => {})
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end()
  }
}

/**
 * Creates the database unless it is there.
 * @param {Address} address
 */
export const createDatabase = async (address) => {
  const isMissing = await withClient(address, async () => false).catch((error) => {
    if (error.code === "3D000") return true
    throw error
  })
  if (isMissing) {
    await withClient({ ...address, name: "postgres" }, (client) =>
      client.query(`CREATE DATABASE ${client.escapeIdentifier(address.name)}`)
    )
  }
}

/**
 * Makes a copy of a database that nobody uses; a copy that is there is replaced.
 * @param {Address} address
 * @param {string} name of the copy.
 */
export const copyDatabase = (address, name) =>
  withClient({ ...address, name: "postgres" }, async (client) => {
    const [copy, template] = [name, address.name].map((each) => client.escapeIdentifier(each))
    await client.query(`DROP DATABASE IF EXISTS ${copy} WITH (FORCE)`)
    await client.query(`CREATE DATABASE ${copy} TEMPLATE ${template}`)
  })

/**
 * Whether this server lets us in.
 * @param {Address} address
 */
export const answers = (address) => withClient(address, async () => true).catch(() => false)
