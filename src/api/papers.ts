import type { MedusaContainer } from "@medusajs/framework/types"
import type { Contractor } from "../http-contract/contractor"
import type { Invoice } from "../http-contract/invoice"
import type { PickList } from "../http-contract/outbound-documents"
import type { Audience } from "../http-contract/paper"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../modules/consignment"
import {
  composeConsignorReturn,
  composeDelivery,
  composeGoodsReceipt,
  composePickList,
} from "../paper/papers/document"
import { composeInvoice } from "../paper/papers/invoice"
import { composeSettlement, type SettledMovements } from "../paper/papers/settlement"
import type { Paper } from "../paper/paper"
import { withHostTaxes } from "../workflows/invoice/host-taxes"
import { withOrderNumbers } from "../workflows/settlement/order-numbers"
import { readFrame, readLocationName } from "./paper"

/** A paper, and the contractor who is to read it. */
export interface ComposedPaper {
  paper: Paper
  contractor: Contractor
  /** It may still change, so nobody else is to have it. */
  isDraft: boolean
}

const ledgerOf = (container: MedusaContainer): ConsignmentModuleService =>
  container.resolve(CONSIGNMENT_MODULE)

/** Documents that print, each by its kind. */
const composers = {
  goods_receipt: composeGoodsReceipt,
  consignor_return: composeConsignorReturn,
  delivery: composeDelivery,
}
export type PrintedKind = keyof typeof composers

/** Throws: NOT_FOUND. */
export const readDocumentPaper = async (
  container: MedusaContainer,
  kind: PrintedKind,
  id: string,
  language: string | undefined
): Promise<ComposedPaper> => {
  const service = ledgerOf(container)
  if (kind === "delivery") {
    const delivery = await service.retrieveDelivery(id)
    if (delivery.status === "draft") return await readPickList(container, delivery, language)
  }
  const document = await service.retrieveDocument(id, kind)
  const fees = document.lines.flatMap((line) => line.return_fees ?? [])
  const subject = {
    ...document,
    direction: kind === "delivery" ? "outbound" : undefined,
    currency_code: document.currency_code ?? fees[0]?.currency_code,
  }
  const frame = await readFrame(container, subject, language)
  const [[warehouse]] = await service.listAndCountWarehouses({ id: document.warehouse_id })
  const warehouseName = warehouse?.name ?? null
  const paper = composers[kind](document, { ...frame, warehouseName })
  return { paper, contractor: frame.contractor, isDraft: false }
}

const readPickList = async (
  container: MedusaContainer,
  list: PickList,
  language: string | undefined
): Promise<ComposedPaper> => {
  const frame = await readFrame(container, { ...list, direction: "outbound" }, language)
  const [[warehouse]] = await ledgerOf(container).listAndCountWarehouses({ id: list.warehouse_id })
  const paper = composePickList(list, {
    ...frame,
    warehouseName: warehouse?.name ?? null,
    fromName: await readLocationName(container, list.from_stock_location_id),
    printedAt: new Date(),
  })
  return { paper, contractor: frame.contractor, isDraft: true }
}

/** Throws: NOT_FOUND. */
export const readInvoicePaper = async (
  container: MedusaContainer,
  id: string,
  language: string | undefined
): Promise<ComposedPaper> => {
  const service = ledgerOf(container)
  const invoice = await withHostTaxes(container, await service.retrieveInvoice(id))
  const frame = await readFrame(container, invoice, language)
  const paper = composeInvoice(invoice, { ...frame, ...(await readNumbers(service, invoice)) })
  return { paper, contractor: frame.contractor, isDraft: invoice.status === "draft" }
}

/** The papers that an invoice refers to, by the numbers that people know them by. */
const readNumbers = async (service: ConsignmentModuleService, invoice: Invoice) => {
  const settlements = await service.listConsignmentSettlements(
    { id: invoice.settlement_ids },
    { select: ["id", "number"], order: { number: "ASC" }, take: invoice.settlement_ids.length }
  )
  const credited =
    invoice.credited_invoice_id === null
      ? null
      : await service.retrieveInvoice(invoice.credited_invoice_id)
  return {
    settlementNumbers: settlements.map(({ number }) => number),
    credited,
  }
}

interface SettlementPaper {
  language: string | undefined
  audience: Audience
  /** "movements" adds every movement that was closed, "sales" the sales even if there are none. */
  table?: string
}

/** Throws: NOT_FOUND. */
export const readSettlementPaper = async (
  container: MedusaContainer,
  id: string,
  { language, audience, table }: SettlementPaper
): Promise<ComposedPaper> => {
  const service = ledgerOf(container)
  const settlement = await service.retrieveSettlement(id)
  const frame = await readFrame(container, settlement, language)
  const movements = table === "movements" ? await movementsOf(service, id) : undefined
  const all = await withOrderNumbers(container, await service.readSettledSales(settlement))
  const sales = all.length > 0 || table === "sales" ? all : undefined
  const paper = composeSettlement(settlement, { ...frame, audience, movements, sales })
  return { paper, contractor: frame.contractor, isDraft: false }
}

const PAGE = 1_000

/** All movements of a settlement, read as fast as they are sent. */
const movementsOf = async (
  service: ConsignmentModuleService,
  id: string
): Promise<SettledMovements> => ({
  count: await service.countSettledMovements(id),
  read: async function* () {
    let after = "0"
    for (;;) {
      const page = await service.readSettledMovements(id, { after, limit: PAGE })
      yield* page
      after = page[page.length - 1]?.sequence ?? after
      if (page.length < PAGE) return
    }
  },
})
