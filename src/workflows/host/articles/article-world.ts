import type {
  Context,
  IInventoryService,
  IPricingModuleService,
  IProductModuleService,
  MedusaContainer,
} from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { sqlOf, type Sql } from "../../../modules/consignment/database/sql"
import { inTransactionOf, type ModuleInternals, type Shared } from "../inventory/shared-transaction"

/** The connection that an article comes by. */
export interface SendingPeer {
  id: string
  contractor_id: string
  existing_articles: "ask" | "link"
}

/** Context of applying an article: the caller's transaction, and the modules of the host that take part in it. */
export interface World {
  container: MedusaContainer
  context: Context
  sql: Sql
  peer: SendingPeer
  emitters: Shared<unknown>["emitEvents"][]
}

export const openWorld = (
  container: MedusaContainer,
  context: Context,
  peer: SendingPeer
): World => ({ container, context, sql: sqlOf(context), peer, emitters: [] })

/** Tells the rest of the host what its modules did; to be called once the transaction stands. */
export type EmitEvents = (container: MedusaContainer) => Promise<void>

export const emitterOf =
  ({ emitters }: World): EmitEvents =>
  async (container) => {
    for (const emit of emitters) await emit(container)
  }

/** Lets a module of the host work in the caller's transaction. */
const within = async <Service, T>(
  world: World,
  key: string,
  work: (service: Service, shared: Context) => Promise<T>
): Promise<T> => {
  const module = world.container.resolve<Service & ModuleInternals>(key)
  const { result, emitEvents } = await inTransactionOf(world.context, module, (shared) =>
    work(module, shared)
  )
  world.emitters.push(emitEvents)
  return result
}

export const inProducts = <T>(
  world: World,
  work: (products: IProductModuleService, shared: Context) => Promise<T>
): Promise<T> => within<IProductModuleService, T>(world, Modules.PRODUCT, work)

export const inInventory = <T>(
  world: World,
  work: (inventory: IInventoryService, shared: Context) => Promise<T>
): Promise<T> => within<IInventoryService, T>(world, Modules.INVENTORY, work)

export const inPricing = <T>(
  world: World,
  work: (pricing: IPricingModuleService, shared: Context) => Promise<T>
): Promise<T> => within<IPricingModuleService, T>(world, Modules.PRICING, work)

interface Links {
  create: (made: object[], context?: Context) => Promise<unknown>
  getLinkModule: (...keys: string[]) => ModuleInternals
}

const addLinks = async (world: World, keys: string[], made: object[]): Promise<void> => {
  if (made.length === 0) return
  const links = world.container.resolve<Links>(ContainerRegistrationKeys.LINK)
  const { emitEvents } = await inTransactionOf(
    world.context,
    links.getLinkModule(...keys),
    async (shared) => await links.create(made, shared)
  )
  world.emitters.push(emitEvents)
}

export const linkVariantsToItems = (
  world: World,
  pairs: { variant_id: string; inventory_item_id: string }[]
): Promise<void> =>
  addLinks(
    world,
    [Modules.PRODUCT, "variant_id", Modules.INVENTORY, "inventory_item_id"],
    pairs.map(({ variant_id, inventory_item_id }) => ({
      [Modules.PRODUCT]: { variant_id },
      [Modules.INVENTORY]: { inventory_item_id },
      data: { required_quantity: 1 },
    }))
  )

export const linkVariantsToPriceSets = (
  world: World,
  pairs: { variant_id: string; price_set_id: string }[]
): Promise<void> =>
  addLinks(
    world,
    [Modules.PRODUCT, "variant_id", Modules.PRICING, "price_set_id"],
    pairs.map(({ variant_id, price_set_id }) => ({
      [Modules.PRODUCT]: { variant_id },
      [Modules.PRICING]: { price_set_id },
    }))
  )
