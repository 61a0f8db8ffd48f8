import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { NameIssuedSerialNumbersBody } from "../../../../../../http-contract/serial-number"
import { nameIssuedSerialNumbersWorkflow } from "../../../../../../workflows/serial-number"
import { answering } from "../../../../../answering"

export const POST = answering(
  async (req: MedusaRequest<NameIssuedSerialNumbersBody>, res: MedusaResponse) => {
    const { result } = await nameIssuedSerialNumbersWorkflow(req.scope).run({
      input: { ...req.validatedBody, goods_issue_id: req.params.id ?? "" },
    })
    res.json({ goods_issue: result })
  }
)
