import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import { MAXIMUM_LINES } from "../http-contract/common"
import { answerRefusal } from "./answering"
import { resolvingDays } from "./resolving-days"
import { DEEPEST, isUnstorable } from "./unstorable"

interface Fault {
  path: PropertyKey[]
  message: string
}

/** The faults of a body, each with the path of its field; those of lines also by the line's index. */
const toRefusal = (faults: Fault[]) => {
  const fields = faults.map(({ path, message }) => ({ path: path.map(String).join("."), message }))
  const lines = faults.flatMap(({ path: [list, index, ...rest], message }) =>
    (list === "lines" || list === "items") && typeof index === "number"
      ? [{ index, code: "INVALID_DATA", path: rest.map(String).join("."), message }]
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
      ? issue.keys.map((key) => ({ path: [...issue.path, key], message: "Unknown field." }))
      : [{ path: issue.path, message: issue.message }]
  )

/** No body of the contract is nested this deep; far deeper ones would overflow the stack. */
const MAXIMUM_DEPTH = 100

const isTooDeep = (value: unknown, left: number): boolean =>
  typeof value === "object" &&
  value !== null &&
  (left === 0 || Object.values(value).some((inner) => isTooDeep(inner, left - 1)))

/** The top level fields that are not looked into, as that alone would take too long. */
const unboundedIn = (given: object): Fault[] =>
  Object.entries(given).flatMap(([path, value]): Fault[] => {
    if (Array.isArray(value) && value.length > MAXIMUM_LINES) {
      return [{ path: [path], message: `Expected at most ${MAXIMUM_LINES} entries.` }]
    }
    return isTooDeep(value, MAXIMUM_DEPTH)
      ? [{ path: [path], message: `Expected at most ${MAXIMUM_DEPTH} levels of nesting.` }]
      : []
  })

/** The top level fields that hold such text. */
const unstorableIn = (given: object): Fault[] =>
  Object.entries(given)
    .filter(([, value]) => isUnstorable(value))
    .map(([path]) => ({
      path: [path],
      message: `Expected text without U+0000, nested no deeper than ${DEEPEST} levels.`,
    }))

const parsing =
  (
    schema: z.ZodType,
    read: (req: MedusaRequest) => object | undefined,
    write: (req: MedusaRequest, value: unknown) => void
  ) =>
  (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void => {
    const given = read(req) ?? {}
    const unbounded = unboundedIn(given)
    if (unbounded.length > 0) return answerRefusal(toRefusal(unbounded), res, next)
    const parsed = schema.safeParse(given)
    const faults = parsed.success ? unstorableIn(given) : faultsOf(parsed.error)
    if (!parsed.success || faults.length > 0) return answerRefusal(toRefusal(faults), res, next)
    write(req, parsed.data)
    next()
  }

/** Checks the body against the contract and leaves it in `req.validatedBody`. */
export const validatingBody = (schema: z.ZodType) =>
  parsing(
    schema,
    (req) => req.body as object | undefined,
    (req, value) => {
      req.validatedBody = value
    }
  )

/** Checks the parameters of a read against the contract and leaves them in `req.validatedQuery`. */
export const validatingQuery = (schema: z.ZodType) =>
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
  schema: z.ZodType
  /** The body is a file, and the schema that of the parameters. */
  takesFile?: boolean
}

/** The route of a POST with a body of the contract. */
export const postRoute = (matcher: string, schema: z.ZodType): ContractRoute => ({
  matcher,
  methods: ["POST"],
  bodyParser: { sizeLimit: BODY_LIMIT },
  middlewares: [validatingBody(schema)],
  schema,
})

/** The route of a GET with parameters of the contract. */
export const getRoute = (matcher: string, schema: z.ZodType): ContractRoute => ({
  matcher,
  methods: ["GET"],
  middlewares: [validatingQuery(schema), ...resolvingDays(schema)],
  schema,
})

/** The route of a POST whose body is a file, which is read as it comes. */
export const fileRoute = (matcher: string, parameters: z.ZodType): ContractRoute => ({
  matcher,
  methods: ["POST"],
  bodyParser: false,
  middlewares: [validatingQuery(parameters)],
  schema: parameters,
  takesFile: true,
})
