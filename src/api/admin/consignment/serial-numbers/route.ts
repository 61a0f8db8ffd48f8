import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type {
  RegisterSerialNumbersBody,
  SerialNumber,
  SerialNumberParameters,
} from "../../../../http-contract/serial-number"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { registerSerialNumbersWorkflow } from "../../../../workflows/serial-number"
import { answering } from "../../../answering"
import { pickFields } from "../../../listing"

export const GET = answering(
  async (req: MedusaRequest<unknown, SerialNumberParameters>, res: MedusaResponse) => {
    const { fields, ...filter } = req.validatedQuery as SerialNumberParameters
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const [units, count] = await service.serials.list(filter)
    res.json({
      serial_numbers: units.map((unit) => pickFields(unit, fields)),
      count,
      offset: filter.offset,
      limit: filter.limit,
    })
  }
)

export const POST = answering(
  async (
    req: MedusaRequest<RegisterSerialNumbersBody>,
    res: MedusaResponse<{ serial_numbers: SerialNumber[] }>
  ) => {
    const { result } = await registerSerialNumbersWorkflow(req.scope).run({
      input: req.validatedBody,
    })
    res.json({ serial_numbers: result })
  }
)
