import type { MedusaContainer } from "@medusajs/framework/types"
import type { ImportFault } from "../http-contract/import"
import { refuseLed, toLedRequest } from "../workflows/posting/led-first"
import type { ImportKind } from "./kinds"
import { toFaults } from "./to-faults"
import type { DraftDocument } from "./to-documents"

/**
 * Documents that a connected store leads are refused before any of their lines is looked at; each of them with its first
 * line, or with each line.
 */
export const withoutLed = async (
  container: MedusaContainer,
  { type }: ImportKind,
  documents: DraftDocument[],
  { eachLine }: { eachLine: boolean }
): Promise<{ documents: DraftDocument[]; faults: ImportFault[] }> => {
  const asked = new Map<string, Promise<void>>()
  const ask = ({ head }: DraftDocument): Promise<void> => {
    const key = JSON.stringify([head.contractor_id, head.warehouse_id])
    const answer = asked.get(key) ?? refuseLed(container, toLedRequest(type, head))
    asked.set(key, answer)
    return answer
  }
  const kept: DraftDocument[] = []
  const faults: ImportFault[] = []
  for (const document of documents) {
    const rows = document.lines.map(({ row }) => row)
    await ask(document)
      .then(() => kept.push(document))
      .catch((refusal: unknown) => {
        const refused = (eachLine ? rows : rows.slice(0, 1)).flatMap((row) =>
          toFaults([row], refusal)
        )
        if (rows.length > 0 && refused.length === 0) throw refusal
        faults.push(...refused)
      })
  }
  return { documents: kept, faults }
}
