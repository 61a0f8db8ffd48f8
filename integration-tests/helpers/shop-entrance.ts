import assert from "node:assert"

const { SHOP_URL = "", SHOP_EMAIL = "", SHOP_PASSWORD = "" } = process.env

export const entrance = { url: SHOP_URL, email: SHOP_EMAIL, password: SHOP_PASSWORD }

type Answer = Record<string, unknown>

/** The shop of the browser tests, through its API. */
export interface ShopClient {
  url: string
  get: (path: string, query?: Record<string, unknown>) => Promise<Answer>
  post: (path: string, body?: object) => Promise<Answer>
}

const read = async (answer: Response): Promise<Answer> => {
  const text = await answer.text()
  assert(answer.ok, `${answer.url} answered ${answer.status}: ${text}`)
  return JSON.parse(text) as Answer
}

export const enterShop = async (): Promise<ShopClient> => {
  const { url, email, password } = entrance
  const json = { "content-type": "application/json" }
  const login = { method: "POST", headers: json, body: JSON.stringify({ email, password }) }
  const { token } = await read(await fetch(`${url}/auth/user/emailpass`, login))
  const headers = { ...json, authorization: `Bearer ${String(token)}` }
  return {
    url,
    get: async (path, query = {}) => {
      const search = new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)]))
      return await read(await fetch(`${url}${path}?${search.toString()}`, { headers }))
    },
    post: async (path, body = {}) =>
      await read(await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) })),
  }
}
