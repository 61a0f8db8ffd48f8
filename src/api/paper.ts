import { pipeline } from "node:stream/promises"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import type { Agreement } from "../http-contract/agreement"
import type { Contractor } from "../http-contract/contractor"
import type { PaperParameters } from "../http-contract/paper"
import {
  CONSIGNMENT_MODULE,
  decimalsOf,
  type ConsignmentModuleService,
} from "../modules/consignment"
import { chooseLanguage } from "../paper/language"
import type { Paper } from "../paper/paper"
import type { Frame, ItemName } from "../paper/papers/frame"
import { writePaper } from "../paper/write-paper"

/** A document, settlement or invoice to print. */
interface Subject {
  contractor_id?: unknown
  direction?: unknown
  currency_code?: unknown
  lines: { inventory_item_id: string }[]
  stock?: { inventory_item_id: string }[]
}

/** Reads what stands around a paper: sender, contractor, and what both call the items. Throws: NOT_FOUND. */
export const readFrame = async (
  container: MedusaContainer,
  { contractor_id: contractorId, ...subject }: Subject,
  language: string | undefined
): Promise<Frame> => {
  const contractor = await readContractor(container, contractorId)
  const itemIds = [...subject.lines, ...(subject.stock ?? [])].map((line) => line.inventory_item_id)
  const currency = typeof subject.currency_code === "string" ? subject.currency_code : "EUR"
  const agreement = await readAgreement(container, contractor.id, subject)
  return {
    language: chooseLanguage(language, contractor.language),
    sender: await readStoreName(container),
    contractor,
    agreement,
    timeZone: agreement?.time_zone ?? "UTC",
    decimals: decimalsOf(currency),
    items: await readItems(container, contractor.id, [...new Set(itemIds)]),
  }
}

const ledgerOf = (container: MedusaContainer): ConsignmentModuleService =>
  container.resolve(CONSIGNMENT_MODULE)

/** His papers outlive a contractor who is gone. */
const readContractor = async (container: MedusaContainer, id: unknown): Promise<Contractor> => {
  const [[contractor]] = await ledgerOf(container).listAndCountContractors(
    { id },
    { withDeleted: true }
  )
  if (contractor) return contractor
  throw new MedusaError(MedusaError.Types.NOT_FOUND, "The contractor was not found.", "NOT_FOUND")
}

const readStoreName = async (container: MedusaContainer): Promise<string> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "store", fields: ["name"] })
  const [store] = data as { name: string }[]
  return store?.name ?? ""
}

/** The agreement that settlements go by: of those that have begun, the latest. */
const readAgreement = async (
  container: MedusaContainer,
  contractorId: string,
  { direction, currency_code: currencyCode }: Omit<Subject, "contractor_id">
): Promise<Agreement | null> => {
  const [agreements] = await ledgerOf(container).listAndCountAgreements({
    contractor_id: contractorId,
    direction: direction ?? "inbound",
    ...(currencyCode ? { currency_code: currencyCode } : {}),
  })
  const now = new Date().toISOString()
  const [latest] = agreements
    .filter(({ valid_from: begins }) => (begins ?? "") <= now)
    .sort((a, b) => ((a.valid_from ?? "") < (b.valid_from ?? "") ? 1 : -1))
  return latest ?? null
}

const CHUNK = 1_000

/** Our titles and the contractor's own item numbers. */
const readItems = async (
  container: MedusaContainer,
  contractorId: string,
  ids: string[]
): Promise<Map<string, ItemName>> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const names = new Map<string, ItemName>()
  for (let start = 0; start < ids.length; start += CHUNK) {
    const chunk = ids.slice(start, start + CHUNK)
    const { data } = await query.graph({
      entity: "inventory_item",
      fields: ["id", "title"],
      filters: { id: chunk },
    })
    const [marks] = await ledgerOf(container).listAndCountContractorItems(
      { contractor_id: contractorId, inventory_item_id: chunk },
      { take: CHUNK }
    )
    const skus = new Map(marks.map((mark) => [mark.inventory_item_id, mark.contractor_sku]))
    for (const { id, title } of data as { id: string; title: string | null }[]) {
      names.set(id, { title, contractor_sku: skus.get(id) ?? null })
    }
  }
  return names
}

/** Sends a paper as a file that is named after its number, or after the id of what has none yet. */
export const sendPaper = async (
  req: MedusaRequest<unknown, PaperParameters>,
  res: MedusaResponse,
  paper: Paper,
  table?: string
): Promise<void> => {
  const { format } = req.validatedQuery
  const name = (paper.number || (req.params.id ?? "")).replace(/[/\\]/g, "-")
  const stream = await writePaper(paper, format, table)
  res.status(200).attachment(`${name}.${format}`)
  try {
    await pipeline(stream, res)
  } catch (error) {
    if (!res.headersSent) throw error
    req.scope
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`${name}.${format} was not sent to its end: ${String(error)}`)
  }
}
