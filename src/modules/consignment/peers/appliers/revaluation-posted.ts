import { bodyOf } from "../bodies"
import { postRevaluation } from "../../ledger/documents/post-revaluation"
import { following, type Applier } from "../applying"
import type { RevaluationPostedBody } from "../bodies"
import { findLotsOfLines } from "../lots"

/** The same new cost on the same goods, from now on: also of those that are sold here and may still come back. */
export const revaluationPosted: Applier = {
  apply: async (applying) => {
    const { sql, peer } = applying
    const { document_id, number, lines } = bodyOf<RevaluationPostedBody>(applying.message)
    const costs = new Map(lines.map((line) => [line.origin_line_id, line.unit_cost]))
    const lots = await findLotsOfLines(sql, peer, [...costs.keys()])
    const consigned = lots.filter((lot) => lot.terms !== "sale")
    if (consigned.length === 0) return []
    const ports = following(applying, `revaluation:${document_id}`)
    return [
      await postRevaluation(ports, {
        contractor_id: peer.contractor_id,
        reference: number,
        includes_empty: true,
        lines: consigned.map((lot) => ({
          lot_id: lot.id,
          unit_cost: costs.get(lot.origin_line_id) ?? lot.unit_cost,
        })),
      }),
    ]
  },
}
