import { copyDatabase } from "../postgres/client.mjs"

/**
 * Copies a store's database for a second store; nobody may use the original meanwhile.
 * @param {import("../postgres.mjs").Database} database
 * @param {string} suffix of the copy's name.
 * @returns {Promise<Record<string, string>>} the environment of the second store.
 */
export const copyBeside = async ({ address, environment }, suffix) => {
  const name = `${address.name}_${suffix}`
  await copyDatabase(address, name)
  return {
    ...environment,
    DB_NAME: name,
    DATABASE_URL: environment.DATABASE_URL.replace(/\/[^/]+$/, `/${name}`),
  }
}
