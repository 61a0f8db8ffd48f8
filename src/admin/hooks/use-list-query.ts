import { useQueryParams } from "@medusajs/dashboard/hooks"
import type { Parameter, Parameters } from "../lib/to-search"

interface ListQueryOptions {
  /** The ids of the table's filters, which are the names of the parameters. */
  filters?: readonly string[]
  pageSize?: number
  /** Keeps the tables of one page apart in its address. */
  prefix?: string
  /** Until the user sorts. */
  order?: string
}

export const PAGE_SIZE = 20

/** Parameters of a list route, read from the page's address. */
export const useListQuery = ({
  filters = [],
  pageSize = PAGE_SIZE,
  prefix,
  order: initialOrder,
}: ListQueryOptions = {}): Parameters => {
  const { offset, order, q, ...chosen } = useQueryParams(
    ["offset", "order", "q", ...filters],
    prefix
  )
  const filtered = Object.entries(chosen).map(([name, text]) => [name, parse(text)])
  return {
    limit: pageSize,
    offset: offset ? parseInt(offset, 10) : undefined,
    order: order ?? initialOrder,
    q,
    ...(Object.fromEntries(filtered) as Parameters),
  }
}

/** The table writes its filters as JSON; an address written by hand need not. */
const parse = (text: string | undefined): Parameter => {
  if (!text) return undefined
  try {
    const value = JSON.parse(text) as Parameter
    return typeof value === "object" ? value : String(value)
  } catch {
    return text
  }
}
