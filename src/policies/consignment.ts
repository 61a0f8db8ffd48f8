import { definePolicies } from "@medusajs/framework/utils"
import { permissions } from "../http-contract/permission"

const toPascalCase = (words: string): string =>
  words.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())

const toTitle = (words: string): string => {
  const text = words.replaceAll("_", " ")
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The host offers these for roles once its feature flag `rbac` is on. */
export const consignmentPolicies = definePolicies(
  Object.entries(permissions).flatMap(([resource, operations]) =>
    operations.map((operation) => ({
      name: toPascalCase(`${operation}_${resource}`),
      resource,
      operation,
      description: `${toTitle(operation)} ${resource.replaceAll("_", " ")}`,
    }))
  )
)
