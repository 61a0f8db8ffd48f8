import type { MedusaContainer } from "@medusajs/framework/types"
import type { DocumentToRehearse } from "../../modules/consignment/ledger/documents/rehearse"
import { hostLevels } from "../host/inventory/levels"
import { withExpectedPrices } from "../host/prices/expected-prices"
import { ledgerOf } from "../posting/post-document"

export type { DocumentToRehearse } from "../../modules/consignment/ledger/documents/rehearse"

/** Finds the refusals of documents that would be posted one after the other; nothing is posted. */
export const rehearseDocuments = async (
  container: MedusaContainer,
  documents: DocumentToRehearse[]
) =>
  await ledgerOf(container).rehearse(
    await Promise.all(documents.map((wanted) => complete(container, wanted))),
    hostLevels
  )

const complete = async (
  container: MedusaContainer,
  wanted: DocumentToRehearse
): Promise<DocumentToRehearse> =>
  wanted.type === "goods_receipt"
    ? { ...wanted, command: await withExpectedPrices(container, wanted.command) }
    : wanted
