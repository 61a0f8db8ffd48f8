import type { Context } from "@medusajs/framework/types"
import type { ItemCardFields } from "../domain/article-fields"
import { sqlOf, type Sql } from "../database/sql"
import { toMedusaError } from "../to-medusa-error"
import {
  readItemCards,
  restoreItemCard,
  updateItemCard,
  type ItemCardBefore,
  type UpdateItemCard,
} from "./item-cards"
import {
  endLinks,
  findHeldItems,
  findLinksOfHeldItem,
  listLinks,
  type LinkFilter,
  type LinkRow,
} from "./links"

interface Transactions {
  inOneTransaction: <T>(work: (context: Context) => Promise<T>, context?: Context) => Promise<T>
}

/** Item cards, and articles that connected stores share. */
export class Articles {
  constructor(private readonly service: Transactions) {}

  async readItemCards(inventoryItemIds: string[]): Promise<Map<string, ItemCardFields>> {
    return await this.run((sql) => readItemCards(sql, inventoryItemIds))
  }

  /** Throws: INVALID_DATA (unknown unit). */
  async updateItemCard(command: UpdateItemCard): Promise<ItemCardBefore> {
    return await this.run((sql) => updateItemCard(sql, command))
  }

  async restoreItemCard(before: ItemCardBefore): Promise<void> {
    await this.run((sql) => restoreItemCard(sql, before))
  }

  async listLinks(
    filter: LinkFilter,
    page: { limit: number; offset: number }
  ): Promise<{ links: LinkRow[]; count: number }> {
    return await this.run((sql) => listLinks(sql, filter, page))
  }

  async findLinksOfHeldItem(inventoryItemId: string): Promise<LinkRow[]> {
    return await this.run((sql) => findLinksOfHeldItem(sql, inventoryItemId))
  }

  /** Those of the items that came from a connected store. */
  async findHeldItems(inventoryItemIds: string[]): Promise<string[]> {
    return await this.run((sql) => findHeldItems(sql, inventoryItemIds))
  }

  /** The items of these links are deleted. */
  async endLinks(inventoryItemIds: string[], context: Context): Promise<void> {
    await this.run((sql) => endLinks(sql, inventoryItemIds), context)
  }

  /** Runs statements in one transaction; with a context, in that of the caller. */
  async run<T>(work: (sql: Sql) => Promise<T>, context?: Context): Promise<T> {
    return await this.service
      .inOneTransaction((own) => work(sqlOf(own)), context)
      .catch(toMedusaError)
  }
}
