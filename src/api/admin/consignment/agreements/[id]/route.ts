import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Deleted } from "../../../../../http-contract/common"
import type { UpdateAgreementBody, Agreement } from "../../../../../http-contract/agreement"
import type { OneParameters } from "../../../../../http-contract/list"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../modules/consignment"
import {
  deleteAgreementWorkflow,
  updateAgreementWorkflow,
} from "../../../../../workflows/agreement"
import { answering } from "../../../../answering"
import { pickFields } from "../../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, OneParameters>,
    res: MedusaResponse<{ agreement: Partial<Agreement> }>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const agreement = await service.retrieveAgreement(req.params.id ?? "")
    res.json({ agreement: pickFields(agreement, req.validatedQuery.fields) })
  }
)

export const POST = answering(
  async (
    req: MedusaRequest<UpdateAgreementBody>,
    res: MedusaResponse<{ agreement: Agreement }>
  ) => {
    const { id = "" } = req.params
    const { result } = await updateAgreementWorkflow(req.scope).run({
      input: { ...req.validatedBody, id },
    })
    res.json({ agreement: result })
  }
)

export const DELETE = answering(
  async (req: MedusaRequest, res: MedusaResponse<Deleted<"agreement">>) => {
    const { id = "" } = req.params
    await deleteAgreementWorkflow(req.scope).run({ input: { id } })
    res.json({ id, object: "agreement", deleted: true })
  }
)
