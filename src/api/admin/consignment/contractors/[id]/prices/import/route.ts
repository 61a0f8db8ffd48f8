import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type {
  PriceImport,
  PriceImportParameters,
} from "../../../../../../../http-contract/contractor-price"
import type * as prices from "../../../../../../../imports/import-prices"
import { answering } from "../../../../../../answering"
import { receiveFile } from "../../../../../../receiving-file"

/** The import needs the contract of prices, so the first file loads it. */
const loadImport = (): typeof prices =>
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  require("../../../../../../../imports/import-prices") as typeof prices

export const POST = answering(
  async (
    req: AuthenticatedMedusaRequest<unknown, PriceImportParameters>,
    res: MedusaResponse<{ import: PriceImport }>
  ) => {
    const { importPrices } = loadImport()
    const imported = await receiveFile(req, (file) =>
      importPrices(req.scope, req.params.id ?? "", file, req.validatedQuery)
    )
    res.json({ import: imported })
  }
)
