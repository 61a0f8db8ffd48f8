// Calls of a server that may be killed at any moment.

/**
 * @typedef {object} Answer
 * @property {number} status 0 if there was none.
 * @property {any} data
 */

/** @typedef {(method: string, path: string, body?: object) => Promise<Answer>} Call */

/**
 * Answers whatever happens; nothing throws.
 * @param {string} url
 * @param {Record<string, string>} identity the headers that say who calls.
 * @returns {Call}
 */
export const callerOf = (url, identity) => async (method, path, body) => {
  try {
    const response = await fetch(url + path, {
      method,
      headers: { ...identity, "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await response.text()
    return { status: response.status, data: text ? JSON.parse(text) : null }
  } catch {
    return { status: 0, data: null }
  }
}

/**
 * @param {string} url
 * @param {{ email: string, password: string }} admin
 * @returns {Promise<Call>}
 */
export const adminCaller = async (url, admin) => {
  const { data } = await callerOf(url, {})("POST", "/auth/user/emailpass", admin)
  return callerOf(url, { authorization: `Bearer ${data.token}` })
}

/**
 * The data of an answer that has to be good: what a test is set up with.
 * @param {Call} call
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 */
export const must = async (call, method, path, body) => {
  const { status, data } = await call(method, path, body)
  if (status >= 200 && status < 300) return data
  throw new Error(`${method} ${path} answered ${status}: ${JSON.stringify(data)}`)
}

/** An answer that says what became of the request; without one, or at a busy one, people click again. */
export const isFinal = (/** @type {Answer} */ { status }) =>
  status >= 200 && status < 500 && ![408, 409, 429].includes(status)
