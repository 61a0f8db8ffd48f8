import fs from "node:fs"
import path from "node:path"
import type { z } from "@medusajs/framework/zod"
import * as contract from "../../http-contract"
import { findSchema } from "../contract"
import middlewares from "../middlewares"
import type { ContractRoute } from "../validating"

export const methods = ["get", "post", "delete"] as const
export type Method = (typeof methods)[number]

/** One method of one route, as the folders of the routes and the middlewares tell. */
export interface Operation {
  method: Method
  /** As Express writes it: "/admin/consignment/lots/:id". */
  path: string
  /** Schema of the body or the query; null where the route takes neither. */
  schema: z.ZodType | null
  /** The body is a file, and the schema that of the query. */
  takesFile: boolean
  /** Types of that file. */
  fileTypes: string[]
}

const api = path.resolve(__dirname, "..")
const EXPORTED_METHOD = /^export const (GET|POST|DELETE)\b/gm

/** Every route of ours, in alphabetical order. */
export const findOperations = (): Operation[] => {
  const files = fs.readdirSync(path.join(api, "admin", "consignment"), { recursive: true })
  return files
    .map(String)
    .filter((file) => /^route\.[tj]s$/.test(path.basename(file)))
    .map((file) => path.join("admin", "consignment", file))
    .sort()
    .flatMap((file) => methodsIn(file).map((method) => toOperation(method, toPath(file))))
}

const methodsIn = (file: string): Method[] => {
  const exported = [...fs.readFileSync(path.join(api, file), "utf8").matchAll(EXPORTED_METHOD)]
  return methods.filter((method) => exported.some(([, name]) => name?.toLowerCase() === method))
}

const toPath = (file: string): string => {
  const segments = path.dirname(file).split(path.sep)
  return `/${segments.map((segment) => segment.replace(/^\[(.+)\]$/, ":$1")).join("/")}`
}

const toOperation = (method: Method, url: string): Operation => {
  const route = contractRoutes.find((candidate) => takes(candidate, method, url))
  return {
    method,
    path: url,
    schema: route ? findSchema(contract, route.schema) : null,
    takesFile: route?.takesFile ?? false,
    fileTypes: route?.fileTypes ?? ["text/csv"],
  }
}

const contractRoutes = (middlewares.routes ?? []).filter(
  (route): route is ContractRoute => "schema" in route
)

const takes = ({ methods: taken, matcher }: ContractRoute, method: Method, url: string): boolean =>
  matcher === url && (taken ?? []).some((candidate) => candidate.toLowerCase() === method)
