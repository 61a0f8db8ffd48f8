import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Account, AccountParameters } from "../../../../http-contract/account"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { answering } from "../../../answering"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, AccountParameters>,
    res: MedusaResponse<{ accounts: Account[] }>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    res.json({ accounts: await service.billing.readAccounts(req.validatedQuery.contractor_id) })
  }
)
