import { MedusaError } from "@medusajs/framework/utils"

type Filters = Record<string, unknown>

export interface Where {
  /** Each begins with `and`. */
  conditions: string
  parameters: unknown[]
}

const comparisons: Record<string, string> = {
  $gte: ">=",
  $gt: ">",
  $lte: "<=",
  $lt: "<",
  $ne: "<>",
}

/**
 * The filters of a list as conditions, for a statement that sums what the list shows: a value, several, or bounds. Their
 * names are columns of the table, which the contract has checked.
 */
export const toWhere = (alias: string, filters: Filters): Where => {
  const parts = Object.entries(filters).flatMap(([name, filter]) => {
    if (!/^[a-z_]+$/.test(name))
      throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, `${name} is no column.`)
    return conditionsOf(`${alias}.${name}`, filter)
  })
  return {
    conditions: parts.map(({ condition }) => `and ${condition}`).join(" "),
    parameters: parts.map(({ parameter }) => parameter),
  }
}

const conditionsOf = (
  column: string,
  filter: unknown
): { condition: string; parameter: unknown }[] => {
  if (filter === undefined || filter === null) return []
  if (Array.isArray(filter))
    return [{ condition: `${column}::text = any(?::text[])`, parameter: filter }]
  if (typeof filter !== "object") return [{ condition: `${column} = ?`, parameter: filter }]
  return Object.entries(filter).map(([operator, parameter]: [string, unknown]) => {
    if (operator === "$in") return { condition: `${column}::text = any(?::text[])`, parameter }
    if (operator === "$nin") return { condition: `${column}::text <> all(?::text[])`, parameter }
    const comparison = comparisons[operator]
    if (comparison === undefined)
      throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, `${operator} compares nothing.`)
    return { condition: `${column} ${comparison} ?`, parameter }
  })
}
