import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { SettlementPaperParameters } from "../../../../../../http-contract/paper"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../../modules/consignment"
import { composeSettlement, type SettledMovements } from "../../../../../../paper/papers/settlement"
import { answering } from "../../../../../answering"
import { readFrame, sendPaper } from "../../../../../paper"

const PAGE = 1_000

/** All movements of a settlement, read as fast as they are sent. */
const movementsOf = async (
  service: ConsignmentModuleService,
  id: string
): Promise<SettledMovements> => ({
  count: await service.countSettledMovements(id),
  read: async function* () {
    let after = "0"
    for (;;) {
      const page = await service.readSettledMovements(id, { after, limit: PAGE })
      yield* page
      after = page[page.length - 1]?.sequence ?? after
      if (page.length < PAGE) return
    }
  },
})

export const GET = answering(
  async (req: MedusaRequest<unknown, SettlementPaperParameters>, res: MedusaResponse) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const settlement = await service.retrieveSettlement(req.params.id ?? "")
    const { language, audience, table } = req.validatedQuery
    const frame = await readFrame(req.scope, settlement, language)
    const movements =
      table === "movements" ? await movementsOf(service, req.params.id ?? "") : undefined
    const paper = composeSettlement(settlement, { ...frame, audience, movements })
    await sendPaper(req, res, paper, table)
  }
)
