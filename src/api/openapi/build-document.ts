import type { z } from "@medusajs/framework/zod"
import { errorCodes, isTemporary, refusalSchema, type ErrorCode } from "../../http-contract/errors"
import type { Permission } from "../../http-contract/permission"
import { access } from "../access"
import { descriptions, type Description } from "./descriptions"
import { findOperations, type Operation } from "./find-operations"
import { createConverter, type JsonSchema } from "./named-schemas"

const BASE = "/admin/consignment"

type Converter = ReturnType<typeof createConverter>

/** The HTTP contract as an OpenAPI document. Throws if a route has no description. */
export const buildDocument = () => {
  const converter = createConverter()
  const paths: Record<string, Record<string, unknown>> = {}
  for (const operation of findOperations()) {
    const path = operation.path.replace(/:(\w+)/g, "{$1}")
    const methods = (paths[path] ??= {})
    methods[operation.method] = toOpenApi(operation, descriptionOf(operation), converter)
  }
  converter.convert(refusalSchema, "output")
  return {
    openapi: "3.1.0",
    info: {
      title: "Consignment stock for Medusa",
      version: "1",
      license: { name: "MIT", identifier: "MIT" },
      description:
        "Stock that is on hand but belongs to someone else. Quantities and amounts are decimal text, times ISO 8601.",
    },
    servers: [{ url: "/" }],
    security: [{ bearer: [] }, { session: [] }, { secret_key: [] }],
    tags: [...new Set(Object.keys(paths).map(toTag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer" },
        session: { type: "apiKey", in: "cookie", name: "connect.sid" },
        secret_key: { type: "http", scheme: "basic" },
      },
      schemas: sortedByName(converter.components),
    },
  }
}

const descriptionOf = ({ method, path }: Operation): Description => {
  const name = `${method} ${path.slice(BASE.length)}`
  const description = descriptions[name]
  if (description) return description
  throw new Error(`"${name}" has no description; give it one in src/api/openapi/descriptions.ts.`)
}

const accessTo = ({ method, path }: Operation): readonly Permission[] =>
  access[`${method} ${path.slice(BASE.length)}`] ?? []

const toOpenApi = (operation: Operation, description: Description, converter: Converter) => ({
  operationId: toOperationId(operation),
  summary: description.summary,
  tags: [toTag(operation.path)],
  parameters: [...pathParameters(operation), ...queryParameters(operation, converter)],
  ...toRequestBody(operation, converter),
  responses: { ...toAnswers(description, converter), ...toRefusals(operation, description) },
})

/** "post /admin/consignment/goods-issues/:id/returns" is postGoodsIssuesByIdReturns. */
const toOperationId = ({ method, path }: Operation): string =>
  method +
  path
    .slice(BASE.length)
    .replace(/:/g, "by-")
    .replace(/[/_-](\w)/g, (_, letter: string) => letter.toUpperCase())

const toTag = (path: string): string => path.slice(BASE.length + 1).split("/")[0] ?? ""

const pathParameters = ({ path }: Operation) =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }))

const queryParameters = ({ method, schema, takesFile }: Operation, { convert }: Converter) => {
  if ((method !== "get" && !takesFile) || schema === null) return []
  const { properties = {}, required = [] } = convert(schema, "input") as {
    properties?: Record<string, JsonSchema>
    required?: string[]
  }
  return Object.entries(properties).map(([name, parameter]) => ({
    name,
    in: "query",
    required: required.includes(name),
    ...(isFilter(parameter) ? { style: "deepObject", explode: true } : {}),
    schema: parameter,
  }))
}

/** Bounds are written as "posted_at[$gte]=2026-01-31". */
const isFilter = (parameter: JsonSchema): boolean =>
  /Filter"|"\$gte"/.test(JSON.stringify(parameter))

const toRequestBody = (operation: Operation, { convert }: Converter) => {
  const { method, schema, takesFile, fileTypes } = operation
  if (takesFile) {
    const content = Object.fromEntries(fileTypes.map((type) => [type, {}]))
    return { requestBody: { required: true, content } }
  }
  if (method !== "post" || schema === null) return {}
  return { requestBody: { required: needsBody(schema), content: json(convert(schema, "input")) } }
}

/** A body of which nothing is required may be left out. */
const needsBody = (schema: z.ZodType): boolean => !schema.safeParse({}).success

const json = (schema: JsonSchema) => ({ "application/json": { schema } })

const papers = {
  "application/pdf": {},
  "text/csv": {},
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {},
}

const payouts = { "text/csv": {}, "application/xml": {} }

const contentOf = (answer: Description["answer"], { convert }: Converter) => {
  if (answer === "paper") return papers
  if (answer === "file") return { "*/*": {} }
  return answer === "payout" ? payouts : json(convert(answer, "output"))
}

const toAnswers = ({ answer, makes }: Description, converter: Converter) => {
  const content = contentOf(answer, converter)
  if (!makes) return { 200: { description: "Done.", content } }
  return {
    200: { description: "An earlier call with the same idempotency_key had done it.", content },
    201: { description: "Done.", content },
  }
}

const toRefusals = (operation: Operation, { codes = [] }: Description) => {
  const hasBody = operation.method === "post"
  const isKeyed = hasBody && "idempotency_key" in shapeOf(operation.schema)
  const namesIds = operation.path.includes(":") || codes.includes("NOT_FOUND")
  const badRequest = errorCodes.filter(
    (code) =>
      (codes.includes(code) && code !== "NOT_FOUND") ||
      (code === "INVALID_DATA" && operation.schema !== null)
  )
  return {
    ...(badRequest.length > 0 ? { 400: refusal("Refused.", badRequest) } : {}),
    401: { description: "Not signed in." },
    403: { description: `The role lacks ${accessTo(operation).join(", ")}.` },
    ...(namesIds ? { 404: refusal("Unknown id.", ["NOT_FOUND"]) } : {}),
    ...(isKeyed ? { 409: refusal("The key was used before.", ["IDEMPOTENCY_MISMATCH"]) } : {}),
    ...(hasBody ? { 413: { description: "The body is larger than 10 MB." } } : {}),
    503: refusal(
      "Not now; the header Retry-After says when to try again.",
      errorCodes.filter(isTemporary)
    ),
  }
}

const shapeOf = (schema: z.ZodType | null): object =>
  schema !== null && "shape" in schema ? (schema.shape as object) : {}

const refusal = (description: string, codes: readonly ErrorCode[]) => ({
  description: `${description} Codes: ${codes.join(", ")}.`,
  content: json({
    allOf: [{ $ref: "#/components/schemas/Refusal" }, { properties: { code: { enum: codes } } }],
  }),
})

const sortedByName = <Value>(values: Record<string, Value>): Record<string, Value> =>
  Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)))
