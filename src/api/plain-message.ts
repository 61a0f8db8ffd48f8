import type { z } from "@medusajs/framework/zod"

const kindsOfValue: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
}

/** The fault of a value in plain English, where the contract has no sentence of its own for it. */
export const plainMessage = (issue: z.core.$ZodRawIssue): string | undefined => {
  if (issue.input === undefined && issue.code !== "custom") return "This field is missing."
  if (issue.code === "invalid_type") {
    const kind = kindsOfValue[String(issue.expected)]
    return kind && `Expected ${kind}.`
  }
  if (issue.code === "invalid_value") {
    return `Expected ${orOf(issue.values.map((value) => JSON.stringify(value) ?? "nothing"))}.`
  }
  if (issue.code === "invalid_format" && issue.format === "email") {
    return "Expected an e-mail address."
  }
  if (issue.code === "too_small") {
    return `Expected at least ${bound(issue.origin, String(issue.minimum))}.`
  }
  if (issue.code === "too_big") {
    return `Expected at most ${bound(issue.origin, String(issue.maximum))}.`
  }
  return issue.code === "invalid_union" ? "This value is of no kind that is expected." : undefined
}

/** `"a", "b" or "c"` */
const orOf = (values: string[]): string => {
  const last = values.at(-1) ?? ""
  return values.length < 2 ? last : `${values.slice(0, -1).join(", ")} or ${last}`
}

const unitsOf: Record<string, [one: string, many: string]> = {
  array: ["entry", "entries"],
  string: ["character", "characters"],
}

const bound = (origin: string, limit: string): string => {
  const units = unitsOf[origin]
  return units ? `${limit} ${limit === "1" ? units[0] : units[1]}` : limit
}
