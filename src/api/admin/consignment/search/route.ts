import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Permission } from "../../../../http-contract/permission"
import type { SearchKind, SearchParameters, SearchResult } from "../../../../http-contract/search"
import { search } from "../../../../workflows/search"
import { allowing, type Allows } from "../../../allowing"
import { answering } from "../../../answering"
import { loadContract } from "../../../contract"
import { readableTypes } from "../../../readable-types"

const neededFor: Record<Exclude<SearchKind, "document">, Permission> = {
  contractor: "consignment_contractor:read",
  settlement: "consignment_settlement:read",
  invoice: "consignment_invoice:read",
  lot: "consignment_stock:read",
  serial_number: "consignment_stock:read",
  item: "consignment_stock:read",
}

const kindsFor = async (allows: Allows): Promise<SearchKind[]> => {
  const { searchKinds } = loadContract()
  const allowed = await Promise.all(
    searchKinds.map(async (kind) => kind === "document" || (await allows(neededFor[kind])))
  )
  return searchKinds.filter((_, index) => allowed[index])
}

export const GET = answering(
  async (
    req: AuthenticatedMedusaRequest<unknown, SearchParameters>,
    res: MedusaResponse<{ results: SearchResult[] }>
  ) => {
    const allows = allowing(req)
    const visible = { kinds: await kindsFor(allows), documentTypes: await readableTypes(allows) }
    res.json({ results: await search(req.scope, req.validatedQuery.q, visible) })
  }
)
