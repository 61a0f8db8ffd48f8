import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Deleted } from "../../../../../../../http-contract/common"
import { unmarkContractorItemWorkflow } from "../../../../../../../workflows/contractor-item"
import { answering } from "../../../../../../answering"

export const DELETE = answering(
  async (req: MedusaRequest, res: MedusaResponse<Deleted<"contractor_item">>) => {
    const { id: contractor_id = "", inventory_item_id = "" } = req.params
    await unmarkContractorItemWorkflow(req.scope).run({
      input: { contractor_id, inventory_item_id },
    })
    res.json({ id: inventory_item_id, object: "contractor_item", deleted: true })
  }
)
