import assert from "node:assert"
import fs from "node:fs"
import path from "node:path"
import Ajv2020, { type ValidateFunction } from "ajv/dist/2020"
import {
  announcedTakeBackSchema,
  deliveryDraftSchema,
  documentSchemas,
} from "../../src/http-contract/document"

type Method = "get" | "post" | "delete"

export interface DocumentedOperation {
  operationId: string
  summary: string
  parameters: { name: string; in: "path" | "query"; required: boolean; schema: object }[]
  requestBody?: { required: boolean; content: Record<string, { schema: object }> }
  responses: Record<string, { content?: Record<string, { schema?: object }> }>
}

type Paths = Record<string, Partial<Record<Method, DocumentedOperation>>>

const file = path.resolve(__dirname, "../../docs/openapi.json")
export const openApi = JSON.parse(fs.readFileSync(file, "utf8")) as {
  paths: Paths
  components: { schemas: Record<string, object> }
}

const ajv = new Ajv2020({ strict: false, validateFormats: false })
ajv.addSchema({ $id: "openapi", ...openApi })

/** Static segments win over parameters: "/goods-issues/plan" before "/goods-issues/{id}". */
const templates = Object.keys(openApi.paths)
  .sort((a, b) => a.split("{").length - b.split("{").length)
  .map((template) => ({
    template,
    pattern: new RegExp(`^${template.replace(/\{\w+\}/g, "[^/]+")}$`),
  }))

const validators = new Map<string, ValidateFunction>()

const validatorOf = (pointer: string): ValidateFunction => {
  const known = validators.get(pointer) ?? ajv.compile({ $ref: `openapi#${pointer}` })
  validators.set(pointer, known)
  return known
}

const escaped = (segment: string): string =>
  encodeURI(segment.replaceAll("~", "~0").replaceAll("/", "~1"))

/** Throws if one of our routes answers what its OpenAPI document does not tell of. */
export const requireDocumented = (
  method: string,
  url: string,
  answer: { status: number; data: unknown }
): void => {
  const template = templates.find(({ pattern }) => pattern.test(url))?.template
  const verb = method.toLowerCase() as Method
  const operation = template === undefined ? undefined : openApi.paths[template]?.[verb]
  if (template === undefined || operation === undefined) return
  const called = `${method} ${template} answered ${answer.status}`
  const documented = operation.responses[answer.status]
  assert(documented, `${called}, which docs/openapi.json does not know: ${toText(answer.data)}`)
  if (!documented.content?.["application/json"]?.schema || isOfTheStore(answer)) return
  const responses = `/paths/${escaped(template)}/${verb}/responses/${answer.status}`
  const validate = validatorOf(`${responses}/content/application~1json/schema`)
  const isValid = validate(answer.data)
  assert(isValid, `${called} otherwise than documented: ${toText([validate.errors, answer.data])}`)
  for (const document of documentsIn(answer.data)) requireStrict(called, document)
}

type AnsweredDocument = { type: keyof typeof documentSchemas; status: string }

/** The whole documents of an answer; some that the caller has asked to leave fields out of are none. */
const documentsIn = (data: unknown): AnsweredDocument[] => {
  if (typeof data !== "object" || data === null) return []
  const { type, status, number, posted_at, lines } = data as Record<string, unknown>
  const isDocument = [status, number, posted_at, lines].every((field) => field !== undefined)
  if (isDocument && typeof type === "string" && type in documentSchemas) {
    return [data as AnsweredDocument]
  }
  return Object.values(data).flatMap(documentsIn)
}

const draftSchemas = { delivery: deliveryDraftSchema, take_back: announcedTakeBackSchema }

/** Throws if a document has a field that its kind does not tell of: OpenAPI lets answers grow, our own contract does not. */
const requireStrict = (called: string, document: AnsweredDocument): void => {
  const { type, status } = document
  const schema =
    status === "draft" ? draftSchemas[type as keyof typeof draftSchemas] : documentSchemas[type]
  const parsed = schema.safeParse(document)
  const issues = parsed.success ? [] : parsed.error.issues
  assert(
    parsed.success,
    `${called} with another ${type} than its contract: ${toText([issues, document])}`
  )
}

/** A refusal by a hook of the store has the host's own shape. */
const isOfTheStore = ({ status, data }: { status: number; data: unknown }): boolean =>
  status === 400 && !("code" in (data as object))

const toText = (value: unknown): string => JSON.stringify(value).slice(0, 2_000)
