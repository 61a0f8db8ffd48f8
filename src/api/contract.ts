import type { z } from "@medusajs/framework/zod"
import type * as contract from "../http-contract"

export type Contract = typeof contract

/** A schema of the contract: by its name, or as one of those that differ by the kind of document. */
export type SchemaOf =
  | { [Name in keyof Contract]: Contract[Name] extends z.ZodType ? Name : never }[keyof Contract]
  | ((contract: Contract) => z.ZodType)

export const findSchema = (contract: Contract, schema: SchemaOf): z.ZodType =>
  typeof schema === "function" ? schema(contract) : contract[schema]

/** The first request that needs the contract loads it: its schemas take 24 MB of memory and time at boot. */
export const loadContract = (): Contract =>
  // An import() would go past the compilers of tests and development, which see the contract in TypeScript.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  require("../http-contract") as Contract

export const loadSchema = (schema: SchemaOf): z.ZodType => findSchema(loadContract(), schema)
