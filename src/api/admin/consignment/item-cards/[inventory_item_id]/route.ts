import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { ItemCard, UpdateItemCardBody } from "../../../../../http-contract/item-card"
import type { OneParameters } from "../../../../../http-contract/list"
import { readItemCard } from "../../../../../workflows/article/read-item-card"
import { updateItemCardWorkflow } from "../../../../../workflows/article"
import { answering } from "../../../../answering"
import { pickFields } from "../../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, OneParameters>,
    res: MedusaResponse<{ item_card: Partial<ItemCard> }>
  ) => {
    const itemCard = await readItemCard(req.scope, req.params.inventory_item_id ?? "")
    res.json({ item_card: pickFields(itemCard, req.validatedQuery.fields) })
  }
)

export const POST = answering(
  async (req: MedusaRequest<UpdateItemCardBody>, res: MedusaResponse<{ item_card: ItemCard }>) => {
    const input = {
      inventory_item_id: req.params.inventory_item_id ?? "",
      fields: req.validatedBody,
    }
    const { result } = await updateItemCardWorkflow(req.scope).run({ input })
    res.json({ item_card: result })
  }
)
