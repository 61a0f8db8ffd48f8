/**
 * @typedef {object} Address
 * @property {string} host
 * @property {number} port
 * @property {string} user
 * @property {string} password
 * @property {string} name of the database.
 */

/**
 * The database that the caller's environment names, if it names one.
 * @param {string} defaultName
 * @returns {Address | undefined}
 */
export const addressFromEnvironment = (defaultName) => {
  const { DATABASE_URL, DB_HOST, DB_PORT, DB_USERNAME, DB_PASSWORD, DB_NAME } = process.env
  if (DATABASE_URL) return addressFromUrl(new URL(DATABASE_URL), defaultName)
  if (!DB_HOST && !DB_PORT) return undefined
  return {
    host: DB_HOST || "localhost",
    port: Number(DB_PORT || 5432),
    user: DB_USERNAME || "postgres",
    password: DB_PASSWORD || "",
    name: DB_NAME || defaultName,
  }
}

/**
 * @param {URL} url
 * @param {string} defaultName
 * @returns {Address}
 */
const addressFromUrl = (url, defaultName) => ({
  host: url.hostname,
  port: Number(url.port || 5432),
  user: decodeURIComponent(url.username) || "postgres",
  password: decodeURIComponent(url.password),
  name: decodeURIComponent(url.pathname.slice(1)) || defaultName,
})

/**
 * The address as Medusa (DATABASE_URL) and its test runner (DB_*) read it.
 * @param {Address} address
 * @returns {Record<string, string>}
 */
export const toEnvironment = ({ host, port, user, password, name }) => ({
  DATABASE_URL: process.env.DATABASE_URL || toUrl({ host, port, user, password, name }),
  // Medusa's test runner insists on SSL with any host that is not called "localhost".
  DB_HOST: host === "127.0.0.1" ? "localhost" : host,
  DB_PORT: String(port),
  DB_USERNAME: user,
  DB_PASSWORD: password,
  DB_NAME: name,
})

/** @param {Address} address */
export const toUrl = ({ host, port, user, password, name }) => {
  const login = [user, password].map(encodeURIComponent).join(":")
  return `postgres://${login}@${host}:${port}/${encodeURIComponent(name)}`
}
