import { z } from "@medusajs/framework/zod"
import * as contract from "./contract"

export interface JsonSchema {
  [keyword: string]: unknown
}

const register = (id: string, schema: z.ZodType): void => {
  z.globalRegistry.add(schema, { ...schema.meta(), id })
}

const toPascal = (name: string): string =>
  name.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())

/**
 * The contract's schemas keep their names: `postGoodsReceiptSchema` is the component PostGoodsReceipt. Parameters are told
 * one by one where they belong.
 */
for (const [name, schema] of Object.entries(contract)) {
  if (!(schema instanceof z.ZodType) || !/(?<!Parameters)Schema$/.test(name)) continue
  register(toPascal(name.replace(/Schema$/, "")), schema)
}
/** The answer of a kind of document is a component, too: GoodsReceiptDocument. */
for (const [type, schema] of Object.entries(contract.documentSchemas)) {
  register(`${toPascal(type)}Document`, schema)
}

/** Turns schemas of the contract into JSON Schema, and collects those that have a name as components. */
export const createConverter = () => {
  const components: Record<string, JsonSchema> = {}

  const convert = (schema: z.ZodType, io: "input" | "output"): JsonSchema => {
    // In an object of its own a schema that has a name becomes a reference, too.
    const converted = z.toJSONSchema(z.object({ schema }), { io, unrepresentable: "any" })
    const { $defs = {}, properties } = withReferences(converted) as {
      $defs?: Record<string, JsonSchema>
      properties: { schema: JsonSchema }
    }
    for (const [name, { id: _, ...component }] of Object.entries($defs)) {
      components[name] = io === "output" ? open(component) : component
    }
    return io === "output" ? open(properties.schema) : properties.schema
  }

  return { components, convert }
}

/** Turns zod's definitions into components of the document. */
const withReferences = (schema: unknown): unknown =>
  JSON.parse(
    JSON.stringify(schema, withoutPattern).replaceAll('"#/$defs/', '"#/components/schemas/')
  ) as unknown

/** A format says what its pattern does, in one word. */
const withoutPattern = (_: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && "format" in value && "pattern" in value
    ? { ...value, pattern: undefined }
    : value

/** Answers may gain fields, so a caller must not refuse what it does not know. */
const open = (schema: JsonSchema): JsonSchema =>
  JSON.parse(
    JSON.stringify(schema, (key, value: unknown) =>
      key === "additionalProperties" && value === false ? undefined : value
    )
  ) as JsonSchema
