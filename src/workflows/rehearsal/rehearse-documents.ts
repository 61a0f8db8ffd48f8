import type { MedusaContainer } from "@medusajs/framework/types"
import type { PlannedPaper } from "../../modules/consignment/ledger/documents/rehearse"
import { hostLevels } from "../host/inventory/levels"
import { withExpectedPrices } from "../host/prices/expected-prices"
import { ledgerOf } from "../posting/post-document"

export type { PlannedPaper } from "../../modules/consignment/ledger/documents/rehearse"

/** Finds the refusals of documents that would be posted one after the other; nothing is posted. */
export const rehearseDocuments = async (container: MedusaContainer, papers: PlannedPaper[]) =>
  await ledgerOf(container).rehearse(
    await Promise.all(papers.map((paper) => complete(container, paper))),
    hostLevels
  )

const complete = async (container: MedusaContainer, paper: PlannedPaper): Promise<PlannedPaper> =>
  paper.type === "goods_receipt"
    ? { ...paper, command: await withExpectedPrices(container, paper.command) }
    : paper
