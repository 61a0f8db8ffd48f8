/**
 * @typedef {object} Client
 * @property {string} url
 * @property {(path: string, query?: Record<string, unknown>) => Promise<any>} get
 * @property {(path: string, query?: Record<string, unknown>) => Promise<Response>} open what is too long to be read at once.
 * @property {(path: string, body?: object) => Promise<any>} post
 */

/**
 * @param {string} url
 * @param {{ email: string, password: string }} admin
 * @returns {Promise<Client | undefined>} undefined if the server does not know the login.
 */
export const loginAsAdmin = async (url, admin) => {
  const response = await fetch(`${url}/auth/user/emailpass`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(admin),
  })
  if (response.status === 401) return undefined
  const { token } = await answerOf(response)
  return adminWith(url, token)
}

/**
 * @param {string} url
 * @param {string} token of an admin's login, or a secret API key.
 */
export const adminWith = (url, token) =>
  clientWith(url, { authorization: `${token.startsWith("sk_") ? "Basic" : "Bearer"} ${token}` })

/**
 * @param {string} url
 * @param {string} publishableKey
 */
export const storefront = (url, publishableKey) =>
  clientWith(url, { "x-publishable-api-key": publishableKey })

/**
 * @param {string} url
 * @param {Record<string, string>} identity the headers that say who calls.
 * @returns {Client}
 */
const clientWith = (url, identity) => {
  const ask = (/** @type {string} */ path, /** @type {Record<string, unknown>} */ query) => {
    const search = new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)]))
    return fetch(`${url}${path}?${search}`, { headers: identity })
  }
  return {
    url,
    get: async (path, query = {}) => await answerOf(await ask(path, query)),
    open: async (path, query = {}) => {
      const response = await ask(path, query)
      return response.ok ? response : await answerOf(response)
    },
    post: async (path, body = {}) => {
      const headers = { ...identity, "content-type": "application/json" }
      const request = { method: "POST", headers, body: JSON.stringify(body) }
      return await answerOf(await fetch(url + path, request))
    },
  }
}

/** @param {Response} response */
const answerOf = async (response) => {
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`)
  return JSON.parse(text)
}
