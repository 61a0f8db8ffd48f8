import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, defaultCurrencies } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../modules/consignment"
import { refuseFields } from "../../modules/consignment/domain/errors"
import { toMedusaError } from "../../modules/consignment/to-medusa-error"

/** A field of a body that names something which has to exist. */
export interface Reference {
  kind: ReferenceKind
  id: string
  /** The path of the field: "contractor_priority.1". */
  path: string
}

type FindKnown = (container: MedusaContainer, ids: string[]) => Promise<string[]>

/** The host's rows are looked for by their ids alone, for which a query of its modules does much more. */
const inHost =
  (table: "customer" | '"order"' | "sales_channel" | "stock_location"): FindKnown =>
  async (container, ids) => {
    const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const { rows } = await connection.raw<{ rows: { id: string }[] }>(
      `select id from ${table} where id = any(?::text[]) and deleted_at is null`,
      [ids]
    )
    return rows.map((row) => row.id)
  }

const inModule =
  (find: (service: ConsignmentModuleService, ids: string[]) => Promise<string[]>): FindKnown =>
  async (container, ids) =>
    await find(container.resolve(CONSIGNMENT_MODULE), ids)

const findKnown = {
  contractor: inModule(async (service, ids) => {
    const rows = await service.listConsignmentContractors({ id: ids }, { select: ["id"] })
    return rows.map((row) => row.id)
  }),
  currency: async () => Object.keys(defaultCurrencies),
  customer: inHost("customer"),
  order: inHost('"order"'),
  issue_strategy: inModule((service) => service.listIssueStrategyNames()),
  sales_channel: inHost("sales_channel"),
  stock_location: inHost("stock_location"),
} satisfies Record<string, FindKnown>

type ReferenceKind = keyof typeof findKnown

/** Throws: INVALID_DATA, with the path of every field that names what does not exist. */
const checkReferences = async (
  container: MedusaContainer,
  references: Reference[]
): Promise<void> => {
  const kinds = [...new Set(references.map((reference) => reference.kind))]
  const known = await Promise.all(
    kinds.map(async (kind) => {
      const named = references.filter((reference) => reference.kind === kind)
      const ids = await findKnown[kind](container, [...new Set(named.map(({ id }) => id))])
      return ids.map((id) => `${kind}:${id}`)
    })
  )
  const existing = new Set(known.flat())
  const unknown = references.filter(({ kind, id }) => !existing.has(`${kind}:${id}`))
  refuseFields(
    unknown.map(({ kind, id, path }) => ({
      path,
      message: `There is no ${kind.replaceAll("_", " ")} ${id}.`,
      reason: "unknown",
    }))
  )
}

/** References of fields that may be left out. */
export const toReferences = (
  kind: ReferenceKind,
  fields: Record<string, string | null | undefined>
): Reference[] =>
  Object.entries(fields).flatMap(([path, id]) =>
    id === null || id === undefined ? [] : [{ kind, id, path }]
  )

export const checkReferencesStepId = "consignment-check-references"

export const checkReferencesStep = createStep(
  checkReferencesStepId,
  async (references: Reference[], { container }) => {
    await checkReferences(container, references).catch(toMedusaError)
    return new StepResponse(references.length)
  }
)
