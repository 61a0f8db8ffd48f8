import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import { reasonOfIssue, type ReasonOfIssue } from "../http-contract/errors"
import { answerRefusal } from "./answering"
import { loadContract, loadSchema, type SchemaOf } from "./contract"
import { plainMessage } from "./plain-message"
import { resolvingDays } from "./resolving-days"
import { DEEPEST, isUnstorable } from "./unstorable"

export interface Fault extends ReasonOfIssue {
  path: PropertyKey[]
  message: string
}

/** The faults of a body, each with the path of its field; those of lines also by the line's index. */
export const toRefusal = (faults: Fault[]) => {
  const fields = faults.map(({ path, ...fault }) => ({
    path: path.map(String).join("."),
    ...fault,
  }))
  const lines = faults.flatMap(({ path: [list, index, ...rest], ...fault }) =>
    (list === "lines" || list === "items") && typeof index === "number"
      ? [{ index, code: "INVALID_DATA" as const, path: rest.map(String).join("."), ...fault }]
      : []
  )
  const [first] = fields
  return {
    type: "invalid_data",
    code: "INVALID_DATA",
    message: `Invalid request: ${first ? `${first.path || "body"}: ${first.message}` : "malformed"}${
      fields.length > 1 ? ` (and ${fields.length - 1} more)` : ""
    }`,
    details: { path: first?.path, fields, ...(lines.length > 0 ? { lines } : {}) },
  }
}

/** Each with the path of its field; a field that the contract does not know is at fault itself. */
const faultsOf = (error: z.ZodError): Fault[] =>
  error.issues.flatMap((issue): Fault[] =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({
          path: [...issue.path, key],
          message: "Unknown field.",
          reason: "unknown_field",
        }))
      : [{ path: issue.path, message: issue.message, ...reasonOfIssue(issue) }]
  )

/** No body of the contract is nested this deep; far deeper ones would overflow the stack. */
const MAXIMUM_DEPTH = 100

const isTooDeep = (value: unknown, left: number): boolean =>
  typeof value === "object" &&
  value !== null &&
  (left === 0 || Object.values(value).some((inner) => isTooDeep(inner, left - 1)))

/** The top level fields that are not looked into, as that alone would take too long. */
const unboundedIn = (given: object): Fault[] => {
  const { MAXIMUM_LINES } = loadContract()
  return Object.entries(given).flatMap(([path, value]): Fault[] => {
    if (Array.isArray(value) && value.length > MAXIMUM_LINES) {
      const message = `Expected at most ${MAXIMUM_LINES} entries.`
      return [{ path: [path], message, reason: "too_many", maximum: String(MAXIMUM_LINES) }]
    }
    return isTooDeep(value, MAXIMUM_DEPTH)
      ? [
          {
            path: [path],
            message: `Expected at most ${MAXIMUM_DEPTH} levels of nesting.`,
            reason: "invalid",
          },
        ]
      : []
  })
}

/** The top level fields that hold such text. */
const unstorableIn = (given: object): Fault[] =>
  Object.entries(given)
    .filter(([, value]) => isUnstorable(value))
    .map(([path]) => ({
      path: [path],
      message: `Expected text without U+0000, nested no deeper than ${DEEPEST} levels.`,
      reason: "invalid",
    }))

/** The parsed body or parameters, or all their faults. */
export type Checked = { data: unknown; faults?: undefined } | { faults: Fault[] }

export const check = (schema: z.ZodType, given: object): Checked => {
  const unbounded = unboundedIn(given)
  if (unbounded.length > 0) return { faults: unbounded }
  const parsed = schema.safeParse(given, { error: plainMessage })
  const faults = parsed.success ? unstorableIn(given) : faultsOf(parsed.error)
  return parsed.success && faults.length === 0 ? { data: parsed.data } : { faults }
}

const parsing =
  (
    schema: SchemaOf,
    read: (req: MedusaRequest) => object | undefined,
    write: (req: MedusaRequest, value: unknown) => void
  ) =>
  (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void => {
    const checked = check(loadSchema(schema), read(req) ?? {})
    if (checked.faults) return answerRefusal(toRefusal(checked.faults), res, next)
    write(req, checked.data)
    next()
  }

/** Checks the body against the contract and leaves it in `req.validatedBody`. */
export const validatingBody = (schema: SchemaOf) =>
  parsing(
    schema,
    (req) => req.body as object | undefined,
    (req, value) => {
      req.validatedBody = value
    }
  )

/** Checks the parameters of a read against the contract and leaves them in `req.validatedQuery`. */
export const validatingQuery = (schema: SchemaOf) =>
  parsing(
    schema,
    (req) => req.query,
    (req, value) => {
      req.validatedQuery = value as Record<string, unknown>
    }
  )

const BODY_LIMIT = "10mb"

/** A route of the contract: what it takes in is known by its schema. */
export interface ContractRoute extends MiddlewareRoute {
  schema: SchemaOf
  /** The body is a file, and the schema that of the parameters. */
  takesFile?: boolean
  /** Types of that file; default: CSV. */
  fileTypes?: string[]
}

/** The route of a POST with a body of the contract. */
export const postRoute = (matcher: string, schema: SchemaOf): ContractRoute => ({
  matcher,
  methods: ["POST"],
  bodyParser: { sizeLimit: BODY_LIMIT },
  middlewares: [validatingBody(schema)],
  schema,
})

/** The route of a GET with parameters of the contract. */
export const getRoute = (matcher: string, schema: SchemaOf): ContractRoute => ({
  matcher,
  methods: ["GET"],
  middlewares: [validatingQuery(schema), resolvingDays(schema)],
  schema,
})

/** The route of a POST whose body is a file, which is read as it comes. */
export const fileRoute = (matcher: string, parameters: SchemaOf): ContractRoute => ({
  matcher,
  methods: ["POST"],
  bodyParser: false,
  middlewares: [validatingQuery(parameters)],
  schema: parameters,
  takesFile: true,
})
