import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { releaseLeakedReservationWorkflow } from "../../../../../../../workflows/reconciliation"
import { answering } from "../../../../../../answering"

export const POST = answering(async (req: MedusaRequest, res: MedusaResponse) => {
  const { result } = await releaseLeakedReservationWorkflow(req.scope).run({
    input: { id: req.params.id ?? "" },
  })
  res.json({ leaked_reservation: result })
})
