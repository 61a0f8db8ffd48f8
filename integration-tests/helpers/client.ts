import type { MedusaSuiteOptions } from "@medusajs/test-utils"

type Method = "GET" | "POST" | "DELETE"

export interface Answer<Body> {
  status: number
  data: Body
}

/** What our routes answer when they refuse. */
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

interface Axios {
  request: <Body>(options: {
    method: Method
    url: string
    data?: unknown
    params?: unknown
    headers: Record<string, string>
    validateStatus: () => boolean
  }) => Promise<Answer<Body>>
}

/** Calls the running host; a refusal is an answer like any other, not an exception. */
export const createClient = (
  suite: MedusaSuiteOptions,
  token: () => string | null,
  headers: () => Record<string, string> = () => ({})
) => {
  const request = async <Body>(
    method: Method,
    url: string,
    { data, params }: { data?: unknown; params?: unknown } = {}
  ): Promise<Answer<Body>> => {
    const signedIn = token()
    const { status, data: body } = await (suite.api as Axios).request<Body>({
      method,
      url,
      data,
      params,
      headers: { ...headers(), ...(signedIn ? { authorization: `Bearer ${signedIn}` } : {}) },
      validateStatus: () => true,
    })
    return { status, data: body }
  }
  return {
    get: <Body>(url: string, params?: object) => request<Body>("GET", url, { params }),
    post: <Body>(url: string, data: object = {}) => request<Body>("POST", url, { data }),
    delete: <Body>(url: string) => request<Body>("DELETE", url),
  }
}
export type Client = ReturnType<typeof createClient>
