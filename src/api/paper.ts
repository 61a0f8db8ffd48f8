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
import { readGraph } from "../workflows/host/read-graph"

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
    storeName: await readStoreName(container),
    company: (await ledgerOf(container).retrieveSettings()).company,
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

export const readStoreName = async (container: MedusaContainer): Promise<string> => {
  const query = { entity: "store", fields: ["name"] }
  const [store] = await readGraph<{ name: string }>(container, query)
  return store?.name ?? ""
}

/** Null: there is none, or it was deleted. */
export const readLocationName = async (
  container: MedusaContainer,
  id: unknown
): Promise<string | null> => {
  if (typeof id !== "string") return null
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "stock_location",
    fields: ["name"],
    filters: { id },
  })
  const [location] = data as { name: string }[]
  return location?.name ?? null
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
  const names = new Map<string, ItemName>()
  for (let start = 0; start < ids.length; start += CHUNK) {
    const chunk = ids.slice(start, start + CHUNK)
    const items = await readGraph<{ id: string; title: string | null }>(container, {
      entity: "inventory_item",
      fields: ["id", "title"],
      filters: { id: chunk },
    })
    const [marks] = await ledgerOf(container).listAndCountContractorItems(
      { contractor_id: contractorId, inventory_item_id: chunk },
      { take: CHUNK }
    )
    const skus = new Map(marks.map((mark) => [mark.inventory_item_id, mark.contractor_sku]))
    for (const { id, title } of items) {
      names.set(id, { title, contractor_sku: skus.get(id) ?? null })
    }
  }
  return names
}

/** A file is named after the paper's number, or after the id of what has none yet. */
export const paperFileName = (paper: Paper, id: string, format: string): string =>
  `${(paper.number || id).replace(/[/\\]/g, "-")}.${format}`

/** Sends a paper as a file. */
export const sendPaper = async (
  req: MedusaRequest<unknown, PaperParameters>,
  res: MedusaResponse,
  paper: Paper,
  table?: string
): Promise<void> => {
  const { format } = req.validatedQuery
  const name = paperFileName(paper, req.params.id ?? "", format)
  const stream = await writePaper(paper, format, table)
  res.status(200).attachment(name)
  try {
    await pipeline(stream, res)
  } catch (error) {
    if (!res.headersSent) throw error
    req.scope
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`${name} was not sent to its end: ${String(error)}`)
  }
}
