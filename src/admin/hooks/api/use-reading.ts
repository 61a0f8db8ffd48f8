import {
  keepPreviousData,
  useQuery,
  type UseQueryOptions,
  type UseQueryResult,
} from "@tanstack/react-query"
import { queryKey } from "../../lib/query-keys"
import type { Parameters } from "../../lib/to-search"
import type { Refusal } from "../../lib/refusal"
import { request } from "../../lib/request"

export type ReadingOptions<Answer> = Omit<UseQueryOptions<Answer, Refusal>, "queryKey" | "queryFn">

export type Reading<Answer> = Partial<Answer> & Omit<UseQueryResult<Answer, Refusal>, "data">

/** One page of a list, as every list route of ours answers it. */
export type Listed<Plural extends string, Item> = Record<Plural, Item[]> & {
  count: number
  offset: number
  limit: number
}

/** The filters of a list, for what all of its pages come to. */
export const withoutPage = ({
  limit: _,
  offset: __,
  order: ___,
  ...filters
}: Parameters = {}): Parameters => filters

/** Reads a route and spreads its answer: `const { contractors, count } = useReading("contractors", query)`. */
export const useReading = <Answer extends object>(
  path: string,
  query?: object,
  options?: ReadingOptions<Answer>
): Reading<Answer> => {
  const { data, ...rest } = useQuery<Answer, Refusal>({
    placeholderData: keepPreviousData,
    ...options,
    queryKey: queryKey(path, query),
    queryFn: () => request<Answer>(path, { query }),
  })
  return { ...data, ...rest } as Reading<Answer>
}

/** The same for what a page is about: without an id nothing is asked, and never shows another one meanwhile. */
export const useReadingOne = <Answer extends object>(
  path: string,
  id: string | undefined,
  options?: ReadingOptions<Answer>
): Reading<Answer> =>
  useReading<Answer>(`${path}/${id ?? ""}`, undefined, {
    placeholderData: undefined,
    ...options,
    enabled: Boolean(id) && options?.enabled !== false,
  })
