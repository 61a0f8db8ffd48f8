import type { MedusaContainer } from "@medusajs/framework/types"
import type { PlannedPaper } from "../../modules/consignment/ledger/documents/rehearse"
import { hostLevels } from "../host/levels"
import { ledgerOf } from "../host/post-document"

export type { PlannedPaper } from "../../modules/consignment/ledger/documents/rehearse"

/** What documents would be refused for if they were posted one after the other; nothing is posted. */
export const rehearseDocuments = async (container: MedusaContainer, papers: PlannedPaper[]) =>
  await ledgerOf(container).rehearse(papers, hostLevels)
