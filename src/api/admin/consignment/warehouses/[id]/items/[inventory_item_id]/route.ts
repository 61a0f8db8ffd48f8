import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Deleted } from "../../../../../../../http-contract/common"
import { removeWarehouseItemWorkflow } from "../../../../../../../workflows/warehouse-item"
import { answering } from "../../../../../../answering"

export const DELETE = answering(
  async (req: MedusaRequest, res: MedusaResponse<Deleted<"warehouse_item">>) => {
    const { id: warehouse_id = "", inventory_item_id = "" } = req.params
    await removeWarehouseItemWorkflow(req.scope).run({
      input: { warehouse_id, inventory_item_id },
    })
    res.json({ id: inventory_item_id, object: "warehouse_item", deleted: true })
  }
)
