import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { PeerLink, PeerLinkListParameters } from "../../../../../../http-contract/item-card"
import { readLinks } from "../../../../../../workflows/article/read-links"
import { answering } from "../../../../../answering"
import { pickFields, type Page } from "../../../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, PeerLinkListParameters>,
    res: MedusaResponse<Page<"links", PeerLink>>
  ) => {
    const { limit, offset, fields, ...filter } = req.validatedQuery
    const { links, count } = await readLinks(
      req.scope,
      { ...filter, peer_id: req.params.id ?? "" },
      { limit, offset }
    )
    res.json({ links: links.map((link) => pickFields(link, fields)), count, offset, limit })
  }
)
