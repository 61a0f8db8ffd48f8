import type { ErrorCode, ErrorDetails } from "../../http-contract/errors"
import { Refusal } from "./refusal"
import { sdk } from "./sdk"
import { server } from "./server"
import { toSearch, type Parameters } from "./to-search"

interface RequestOptions {
  method?: "GET" | "POST" | "DELETE"
  query?: object
  body?: unknown
  /** A file instead of a body. */
  file?: File
}

/** The address of a route of ours, as in `addressOf("settlements/conset_1/document", { format: "pdf" })`. */
const addressOf = (path: string, query?: object): string => {
  const base = new URL(server.baseUrl, window.location.origin)
  const url = new URL(`${base.pathname.replace(/\/$/, "")}/admin/consignment/${path}`, base.origin)
  url.search = toSearch(query as Parameters)
  return url.toString()
}

/** Asks a route of ours. Throws a `Refusal`, which the host's client would reduce to its message. */
export const request = async <Answer>(path: string, options?: RequestOptions): Promise<Answer> => {
  const response = await ask(path, options)
  return (await response.json()) as Answer
}

/** The same for a route that answers with a file. */
export const requestFile = async (path: string, query: object, body?: unknown): Promise<File> => {
  const response = await ask(path, body === undefined ? { query } : { method: "POST", query, body })
  const disposition = response.headers.get("content-disposition") ?? ""
  const [, name = "download"] = /filename="?([^";]+)/.exec(disposition) ?? []
  return new File([await response.blob()], name)
}

const ask = async (
  path: string,
  { method = "GET", query, body, file }: RequestOptions = {}
): Promise<Response> => {
  const response = await fetch(addressOf(path, query), {
    method,
    credentials: server.auth.type === "session" ? "include" : "omit",
    headers: {
      "content-type": file ? "application/octet-stream" : "application/json",
      ...(await authorization()),
    },
    body: file ?? (body === undefined ? undefined : JSON.stringify(body)),
  })
  if (!response.ok)
    throw toRefusal(response, (await response.json().catch(() => ({}))) as RefusalAnswer)
  return response
}

const authorization = async (): Promise<Record<string, string>> => {
  if (server.auth.type === "session") return {}
  const token = await sdk.client.getToken()
  return token ? { authorization: `Bearer ${token}` } : {}
}

interface RefusalAnswer {
  code?: ErrorCode
  message?: string
  details?: ErrorDetails
}

const toRefusal = (response: Response, { code, message, details }: RefusalAnswer): Refusal =>
  new Refusal(response.status, message ?? response.statusText, code, details)
