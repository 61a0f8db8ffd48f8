import assert from "node:assert"
import { setTimeout as wait } from "node:timers/promises"
import { Client as Database } from "pg"
import { requireDocumented } from "./documented"
import type { Answer } from "./client"
import { accepted } from "./world"

type Method = "GET" | "POST" | "DELETE"

export interface Fault {
  drop?: number
  lose?: number
  repeat?: number
  cut?: number
  fail?: number
  garble?: number
  delay?: number
}

const environment = (name: string): string => {
  const value = process.env[name]
  assert(value, `${name} is not set: run these tests with npm test -- peers.`)
  return value
}

/** A store drops idle connections; one that is kept could end under the next request. */
const unkept = { connection: "close" }

let counter = 0
const run = Date.now().toString(36).toUpperCase()
/** A word that no other test of this stage uses: all of them share the two stores. */
export const unique = (word: string): string => `${word}-${run}-${(counter += 1)}`

/** One of the two stores: its admin, its database and its process. */
export const openStore = (name: "a" | "b") => {
  const url = environment(`STORE_${name.toUpperCase()}_URL`)
  const line = environment(`STORE_${name.toUpperCase()}_LINE`)
  let token: string | null = null

  const send = async <Body>(
    method: Method,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {}
  ): Promise<Answer<Body>> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { "content-type": "application/json", ...unkept, ...headers },
      ...(method === "POST" ? { body: JSON.stringify(body ?? {}) } : {}),
    })
    const text = await response.text()
    const data = (text === "" ? {} : JSON.parse(text)) as Body
    return { status: response.status, data }
  }

  const logIn = async (): Promise<string> => {
    const { data } = await send<{ token: string }>("POST", "/auth/user/emailpass", {
      email: environment("STORE_EMAIL"),
      password: environment("STORE_PASSWORD"),
    })
    return data.token
  }

  const request = async <Body>(method: Method, path: string, body?: unknown) => {
    token ??= await logIn()
    const answer = await send<Body>(method, path, body, { authorization: `Bearer ${token}` })
    requireDocumented(method, path.split("?")[0] ?? path, answer)
    return answer
  }

  const control = async (verb: string, content: object = {}): Promise<void> => {
    const response = await fetch(`${environment("STORE_CONTROL")}/${name}/${verb}`, {
      method: "POST",
      headers: unkept,
      body: JSON.stringify(content),
    })
    assert(response.ok, await response.text())
  }

  return {
    name,
    url,
    /** Where the other store reaches it. */
    line,
    send,
    get: <Body>(path: string) => request<Body>("GET", path),
    post: <Body>(path: string, body: object = {}) => request<Body>("POST", path, body),
    delete: <Body>(path: string) => request<Body>("DELETE", path),
    download: async (path: string): Promise<{ status: number; content: Buffer }> => {
      token ??= await logIn()
      const response = await fetch(`${url}${path}`, {
        headers: { ...unkept, authorization: `Bearer ${token}` },
      })
      return { status: response.status, content: Buffer.from(await response.arrayBuffer()) }
    },
    /** Sends a file to import. */
    upload: async <Body>(path: string, file: string): Promise<Answer<Body>> => {
      token ??= await logIn()
      const response = await fetch(`${url}${path}`, {
        method: "POST",
        headers: { ...unkept, "content-type": "text/csv", authorization: `Bearer ${token}` },
        body: file,
      })
      return { status: response.status, data: (await response.json()) as Body }
    },
    read: async <Body>(path: string): Promise<Body> =>
      accepted(path, await request<Body>("GET", path)),
    do: async <Body>(path: string, body: object = {}): Promise<Body> =>
      accepted(path, await request<Body>("POST", path, body)),
    sql: async <Row>(statement: string, parameters: unknown[] = []): Promise<Row[]> => {
      const database = new Database({
        connectionString: environment(`STORE_${name.toUpperCase()}_DATABASE`),
      })
      await database.connect()
      try {
        return (await database.query(statement, parameters)).rows as Row[]
      } finally {
        await database.end()
      }
    },
    /** Disturbs what other stores ask of this one; nothing: the line is as good as new. */
    disturb: (fault: Fault = {}) => control("line", fault),
    kill: () => control("kill"),
    /** With another address that others are told, if one is given. */
    start: (more: { public_url?: string } = {}) => control("start", more),
  }
}
export type Store = ReturnType<typeof openStore>

/** Waits until a condition holds: what happens between two stores happens soon, not at once. */
export const eventually = async <T>(
  read: () => Promise<T>,
  holds: (value: T) => boolean,
  seconds = 15
): Promise<T> => {
  const deadline = Date.now() + seconds * 1_000
  for (;;) {
    const value = await read()
    if (holds(value)) return value
    assert(Date.now() < deadline, `Not within ${seconds} seconds: ${JSON.stringify(value)}`)
    await wait(100)
  }
}
