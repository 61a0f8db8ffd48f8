import type { ListParameters } from "../http-contract/list"

export interface PageConfig {
  skip: number
  take: number
  order: Record<string, "ASC" | "DESC">
  withDeleted?: boolean
}

/** A method of the module that answers one page and how many there are in all. */
export type ListPage<Answer> = (
  filters: Record<string, unknown>,
  config: PageConfig
) => Promise<readonly [Answer[], number]>

export type Page<Plural extends string, Answer> = Record<Plural, Partial<Answer>[]> & {
  count: number
  offset: number
  limit: number
}

/**
 * Reads one page as the host's own admin API does: `{<plural>: […], count, offset, limit}`. Without `order` the newest
 * come first.
 *
 * @example
 * res.json(
 *   await listAnswers("warehouses", req.validatedQuery, (filters, config) =>
 *     service.listAndCountWarehouses({ ...filters, direction: "inbound" }, config)
 *   )
 * )
 */
export const listAnswers = async <Plural extends string, Answer extends object>(
  plural: Plural,
  parameters: ListParameters,
  listPage: ListPage<Answer>
): Promise<Page<Plural, Answer>> => {
  const { limit, offset, order, fields, with_deleted: withDeleted, ...filters } = parameters
  const [answers, count] = await listPage(withoutUndefined(filters), {
    skip: offset,
    take: limit,
    order: toOrder(order ?? "-created_at"),
    ...(withDeleted ? { withDeleted } : {}),
  })
  const picked = answers.map((answer) => pickFields(answer, fields))
  return { [plural]: picked, count, offset, limit } as Page<Plural, Answer>
}

const withoutUndefined = (filters: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(filters).filter(([, filter]) => filter !== undefined))

/** Rows that are equal in the wanted order keep one order from page to page by their id. */
const toOrder = (order: string): PageConfig["order"] => {
  const field = order.replace(/^-/, "")
  const way = order.startsWith("-") ? "DESC" : "ASC"
  return field === "id" ? { id: way } : { [field]: way, id: way }
}

/**
 * The top-level fields that a caller names in `fields`: "code,name" picks these, "-metadata" leaves it out, "+code" adds
 * to what is answered anyway. The id always comes along.
 */
export const pickFields = <Answer extends object>(
  answer: Answer,
  fields: string | undefined
): Partial<Answer> => {
  const names = (fields ?? "").split(",").map((name) => name.trim())
  const left = new Set(names.filter((name) => name.startsWith("-")).map(topLevelOf))
  const picked = new Set(names.filter((name) => /^[^-+]/.test(name)).map(topLevelOf))
  const keeps = (key: string): boolean =>
    key === "id" || (!left.has(key) && (picked.size === 0 || picked.has("") || picked.has(key)))
  return Object.fromEntries(Object.entries(answer).filter(([key]) => keeps(key))) as Partial<Answer>
}

/** "lines.sku" and "*lines" are of "lines"; "*" alone is of everything. */
const topLevelOf = (name: string): string => name.replace(/^[-*]/, "").replace(/\..*$/, "")
