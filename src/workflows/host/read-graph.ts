import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

interface GraphQuery {
  entity: string
  fields: string[]
  filters?: Record<string, unknown>
}

/**
 * Reads rows of the host's modules. `query.graph` infers a row from generated types, which a plugin does not have for the
 * links of a store, so the caller names the type of the fields that it asks for.
 */
export const readGraph = async <Row = Record<string, string>>(
  container: MedusaContainer,
  { entity, fields, filters }: GraphQuery
): Promise<Row[]> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity, fields, filters })
  return data as Row[]
}
