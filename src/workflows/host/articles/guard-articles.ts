import type { Context, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { onlyLinked, type Article } from "../../../modules/consignment/articles/article"
import { findLockedChanges } from "../../../modules/consignment/articles/locked-fields"
import { sqlOf } from "../../../modules/consignment/database/sql"
import { ConsignmentError } from "../../../modules/consignment/domain/errors"
import { liveStatuses } from "../../../modules/consignment/domain/peers"
import { toMedusaError } from "../../../modules/consignment/to-medusa-error"
import { followSkus } from "../../../modules/consignment/articles/follow-skus"
import type { LinkRow } from "../../../modules/consignment/articles/links"
import { ledgerOf } from "../../posting/post-document"
import { inTransactionOf, type ModuleInternals } from "../inventory/shared-transaction"
import { flowsWithStep, overrideStep, withMethod, type Override } from "../steps/steps"
import { nameTemporaryFailure } from "../steps/temporary-failures"
import { applyRestored } from "./apply-restored"
import { readArticles } from "./read-articles"
import { tellOfArticles } from "./tell-of-articles"

/** Methods that a step changes articles with, by the number of parameters before the context. */
export type GuardedMethods = Record<string, number>

type Method = (...input: unknown[]) => Promise<unknown>
type Service = ModuleInternals & Record<string, Method>

/** An undo puts back what was: it is never refused. */
const untouched: Override = (_, resolved) => resolved

/**
 * Watches every flow of the host that changes articles by a step: the locked fields of linked articles stay, and links
 * follow the SKUs.
 */
export const guardArticles = (stepId: string, module: string, methods: GuardedMethods): void => {
  const flows = flowsWithStep(stepId)
  if (flows.length === 0) throw new Error(`No flow of the host has the step ${stepId}.`)
  for (const workflowId of flows) {
    overrideStep(workflowId, stepId, {
      purpose: "articles",
      onInvoke: (key, resolved, { container }) =>
        key === module
          ? Object.entries(methods).reduce(
              (service, [method, parameters]) =>
                withMethod(service, method, (...input: unknown[]) =>
                  changeGuarded(container, resolved as Service, { method, parameters, input })
                ),
              resolved as Service
            )
          : resolved,
      onCompensate: untouched,
    })
  }
}

interface Call {
  method: string
  parameters: number
  input: unknown[]
}

const changeGuarded = async (
  container: MedusaContainer,
  service: Service,
  call: Call
): Promise<unknown> => {
  const mentioned = [...textsIn(call.input), ...(await findSelected(service, call))]
  const links = await findMentionedLinks(container, mentioned)
  const change = service[call.method]
  if (links.length === 0) return await change?.call(service, ...call.input)
  const input = Array.from({ length: call.parameters }, (_, index) => call.input[index] ?? {})
  const { changed, restored } = await ledgerOf(container)
    .inOneTransaction(async (context) => {
      const sql = sqlOf(context)
      const itemIds = links.flatMap((link) => link.inventory_item_id ?? [])
      const before = await readArticles(sql, itemIds)
      const shared = await inTransactionOf(context, service, async (own: Context) =>
        change?.call(service, ...input, own)
      )
      const after = await readArticles(sql, itemIds)
      refuseLocked(links, before, after)
      const follows = await followSkus(sql, links, after)
      await tellOfArticles(sql, links, after)
      return { changed: shared, restored: follows }
    })
    .catch(toMedusaError)
    .catch(nameTemporaryFailure)
  await changed.emitEvents(container)
  await applyRestored(container, restored)
  return changed.result
}

/** Throws: LINKED_FIELD_LOCKED, naming each field. */
const refuseLocked = (
  links: LinkRow[],
  before: Map<string, Article>,
  after: Map<string, Article>
): void => {
  const refused = links.flatMap((link) => {
    const [was, is] = [before, after].map((articles) => {
      const article = articles.get(link.inventory_item_id ?? "")
      return article && onlyLinked(link, article)
    })
    if (!link.locked || link.role !== "consignee" || !was || !is) return []
    const fields = findLockedChanges(was, is, link.described as Article | null)
    return fields.length > 0 ? [{ link, fields }] : []
  })
  const [first] = refused
  if (!first) return
  const fields = [...new Set(refused.flatMap((refusal) => refusal.fields))]
  throw new ConsignmentError(
    "LINKED_FIELD_LOCKED",
    `${fields.join(", ")} of ${first.link.sku ?? first.link.inventory_item_id} follow the owner's store and cannot be changed here.`,
    { fields, inventory_item_ids: refused.map(({ link }) => link.inventory_item_id) }
  )
}

/** Every text of a call: ids are among them, wherever they stand. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === "string") return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (typeof value !== "object" || value === null || value instanceof Date) return []
  return Object.values(value).flatMap(textsIn)
}

/** Entities that a call selects by something else than their ids. */
const findSelected = async (service: Service, { method, input }: Call): Promise<string[]> => {
  const [selector] = input
  const isSelector = typeof selector === "object" && selector !== null && !Array.isArray(selector)
  const list = service[method.replace(/^update/, "list")]
  if (!method.startsWith("update") || !isSelector || input.length < 2 || !list) return []
  const found = await list.call(service, selector, { select: ["id"], take: null })
  return (found as { id: string }[]).map(({ id }) => id)
}

/** Links of the articles that ids of products, variants, items, options, values or images belong to. */
const findMentionedLinks = async (
  container: MedusaContainer,
  mentioned: string[]
): Promise<LinkRow[]> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await connection.raw<{ rows: LinkRow[] }>(
    `with mentioned as (select distinct unnest(?::text[]) as id),
       products as (
         select id from product where id in (select id from mentioned)
         union select product_id from product_variant where id in (select id from mentioned)
         union select product_id from image where id in (select id from mentioned)
         union select po.product_id from product_product_option po
           where po.product_option_id in (select id from mentioned)
         union select po.product_id from product_product_option po
           join product_option_value value on value.option_id = po.product_option_id
           where value.id in (select id from mentioned)),
       items as (
         select id from mentioned
         union select part.inventory_item_id from product_variant v
           join product_variant_inventory_item part on part.variant_id = v.id and part.deleted_at is null
           where v.product_id in (select id from products) and v.deleted_at is null)
     select l.* from consignment_peer_link l
     join consignment_peer p on p.id = l.peer_id and p.status = any(?::text[])
     where l.state <> 'ended' and l.inventory_item_id in (select id from items) order by l.peer_id, l.id`,
    [[...new Set(mentioned)], [...liveStatuses]]
  )
  return rows
}
