import { openApi } from "./documented"

interface Schema {
  $ref?: string
  anyOf?: Schema[]
  type?: string
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
}

/** Values that no field expects, or expects only by accident. */
export const hostileValues: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  0.1 + 0.2,
  1e-7,
  1e308,
  123456789012345678,
  "",
  " ",
  "0",
  "-1",
  "1e5",
  "NaN",
  "0.0001",
  "999999999999.999",
  "9999999999999",
  "a\u0000b",
  "\ud800",
  "\u202e\ufeff\u{1f4a9}",
  "'; drop table consignment_lot; --",
  "<script>alert(1)</script>",
  "../../etc/passwd",
  "${7*7}{{7*7}}%s%n",
  "x".repeat(70_000),
  "2026-02-30",
  "0000-01-01T00:00:00Z",
  "9999-12-31T23:59:59.999+14:00",
  "constructor",
  [],
  [[[[]]]],
  {},
  { $gt: "" },
  { length: 1e9 },
  JSON.parse('{"__proto__": {"admin": true}, "constructor": {"prototype": {}}}'),
]

/** How deep a body of nothing but brackets goes. */
export const nested = (depth: number, [open, close]: [string, string]): string =>
  open.repeat(depth) + close.repeat(depth)

const resolve = (schema: Schema): Schema =>
  schema.$ref === undefined
    ? schema
    : (openApi.components.schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {})

/** A body as the schema wants it: every field is there, and what has a known name has its known value. */
export const sampleOf = (schema: Schema, known: Record<string, unknown>, name = ""): unknown => {
  if (name in known) return known[name]
  const { anyOf, enum: choices, type, properties, items, ...rest } = resolve(schema)
  if (anyOf?.[0]) return sampleOf(anyOf[0], known, name)
  if (choices) return choices[0]
  if ("const" in rest) return rest.const
  if (type === "array") return [sampleOf(items ?? {}, known, name.replace(/s$/, ""))]
  if (type === "boolean") return true
  if (type === "integer" || type === "number") return 1
  if (type !== "object") return "1"
  return Object.fromEntries(
    Object.entries(properties ?? {}).map(([key, inner]) => [key, sampleOf(inner, known, key)])
  )
}

type Path = (string | number)[]

const pathsOf = (value: unknown, path: Path = []): Path[] => {
  if (typeof value !== "object" || value === null) return [path]
  const inner = Object.entries(value).flatMap(([key, one]) =>
    pathsOf(one, [...path, Array.isArray(value) ? +key : key])
  )
  return path.length > 0 ? [path, ...inner] : inner
}

const replaced = (value: unknown, [key, ...rest]: Path, by: unknown): unknown => {
  if (key === undefined) return by
  const copy = (
    Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }
  ) as Record<string | number, unknown>
  copy[key] = replaced(copy[key], rest, by)
  return copy
}

/** The sample with one hostile value in one field at a time, and with a field that nobody knows. */
export const hostileBodies = (
  sample: unknown,
  valuesFor: (field: number) => unknown[]
): unknown[] => [
  ...pathsOf(sample).flatMap((path, field) =>
    valuesFor(field).map((value) => replaced(sample, path, value))
  ),
  { ...(sample as object), unheard_of: 1 },
]

/** The sample with one of its ids at a time replaced by one that names nothing, by the name of the field. */
export const withUnknownIds = (sample: unknown): { field: string; body: unknown }[] =>
  pathsOf(sample).flatMap((path) => {
    const field = path.join(".")
    const isId = /(^|[._])ids?(\.\d+)?$/.test(field)
    return isId ? [{ field, body: replaced(sample, path, "unknown") }] : []
  })
