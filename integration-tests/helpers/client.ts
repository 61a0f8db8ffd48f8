import type { MedusaSuiteOptions } from "@medusajs/test-utils"

import { requireDocumented } from "./documented"

type Method = "GET" | "POST" | "DELETE"

export interface Answer<Body> {
  status: number
  data: Body
}

/** The answer of our routes when they refuse. */
export interface Refusal {
  type: string
  code: string
  message: string
  details?: {
    path?: string
    quantity?: string
    fields?: { path: string; message: string }[]
    lines?: { index: number; code: string; message: string; path?: string }[]
  } & Record<string, unknown>
}

/** A file as it is sent. */
export interface Download extends Answer<Buffer> {
  headers: Record<string, string>
}

interface Axios {
  request: <Body>(options: {
    method: Method
    url: string
    data?: unknown
    params?: unknown
    headers: Record<string, string>
    responseType?: "arraybuffer"
    validateStatus: () => boolean
  }) => Promise<Answer<Body> & Pick<Download, "headers">>
}

/** A request that names fields is answered a part of the documented answer. */
const hasFields = (params: unknown): boolean =>
  typeof params === "object" && params !== null && "fields" in params

/**
 * Calls the running host; a refusal is an answer like any other, not an exception. What our routes answer must be what
 * their OpenAPI document tells.
 */
export const createClient = (
  suite: MedusaSuiteOptions,
  token: () => string | null,
  headers: () => Record<string, string> = () => ({})
) => {
  const send = async <Body>(options: {
    method: Method
    url: string
    data?: unknown
    params?: unknown
    responseType?: "arraybuffer"
    contentType?: string
  }) => {
    const signedIn = token()
    const { contentType, ...request } = options
    return await (suite.api as Axios).request<Body>({
      ...request,
      headers: {
        ...headers(),
        ...(signedIn ? { authorization: `Bearer ${signedIn}` } : {}),
        ...(contentType ? { "content-type": contentType } : {}),
      },
      validateStatus: () => true,
    })
  }
  const request = async <Body>(
    method: Method,
    url: string,
    { data, params }: { data?: unknown; params?: unknown } = {}
  ): Promise<Answer<Body>> => {
    const { status, data: body } = await send<Body>({ method, url, data, params })
    if (!hasFields(params)) requireDocumented(method, url, { status, data: body })
    return { status, data: body }
  }
  const download = async (url: string, params?: object): Promise<Download> => {
    const answer = await send<Buffer>({ method: "GET", url, params, responseType: "arraybuffer" })
    return { status: answer.status, headers: answer.headers, data: answer.data }
  }
  /** Sends a file as it is. */
  const upload = async <Body>(
    url: string,
    file: string,
    { params, contentType = "text/csv" }: { params?: object; contentType?: string } = {}
  ): Promise<Answer<Body>> => {
    const { status, data } = await send<Body>({
      method: "POST",
      url,
      data: file,
      params,
      contentType,
    })
    return { status, data }
  }
  return {
    get: <Body>(url: string, params?: object) => request<Body>("GET", url, { params }),
    post: <Body>(url: string, data: object = {}) => request<Body>("POST", url, { data }),
    delete: <Body>(url: string) => request<Body>("DELETE", url),
    /** As `post`, with the headers of the answer. */
    postForHeaders: <Body>(url: string, data: object = {}) =>
      send<Body>({ method: "POST", url, data }),
    download,
    upload,
  }
}
export type Client = ReturnType<typeof createClient>
