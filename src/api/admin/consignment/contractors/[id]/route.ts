import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Deleted } from "../../../../../http-contract/common"
import type { UpdateContractorBody, Contractor } from "../../../../../http-contract/contractor"
import type { OneParameters } from "../../../../../http-contract/list"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../modules/consignment"
import {
  deleteContractorWorkflow,
  updateContractorWorkflow,
} from "../../../../../workflows/contractor"
import { answering } from "../../../../answering"
import { pickFields } from "../../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, OneParameters>,
    res: MedusaResponse<{ contractor: Partial<Contractor> }>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const contractor = await service.retrieveContractor(req.params.id ?? "")
    res.json({ contractor: pickFields(contractor, req.validatedQuery.fields) })
  }
)

export const POST = answering(
  async (
    req: MedusaRequest<UpdateContractorBody>,
    res: MedusaResponse<{ contractor: Contractor }>
  ) => {
    const { id = "" } = req.params
    const { result } = await updateContractorWorkflow(req.scope).run({
      input: { ...req.validatedBody, id },
    })
    res.json({ contractor: result })
  }
)

export const DELETE = answering(
  async (req: MedusaRequest, res: MedusaResponse<Deleted<"contractor">>) => {
    const { id = "" } = req.params
    await deleteContractorWorkflow(req.scope).run({ input: { id } })
    res.json({ id, object: "contractor", deleted: true })
  }
)
