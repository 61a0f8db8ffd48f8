import { lockRows } from "../database/locks"
import { ConsignmentError } from "../domain/errors"
import {
  amountOf,
  billingKinds,
  suggestInvoice,
  type BillingKind,
  type InvoiceLineKind,
  type SuggestedLine,
} from "../domain/invoice"
import { toText } from "../domain/quantity"
import type { Direction } from "../domain/terms"
import { beginPosting } from "../database/begin-posting"
import { newId } from "../database/new-id"
import { requireContractor } from "../ledger/posting/references"
import { insertRows, type Sql } from "../database/sql"
import {
  carryAmount,
  findInvoiceBySource,
  sourceOf,
  toIssuedAt,
  refuseNumberTaken,
  type CreatedInvoice,
  type DecimalsOf,
} from "./heads"
import { loadOpenFees } from "./return-fees"
import { loadBalances, loadLimits, loadPackSizes, loadStates, type InvoiceAccount } from "./state"

export interface CreateInvoice {
  contractor_id: string
  settlement_ids: string[]
  kind: BillingKind
  number?: string | null
  issued_at?: string
  idempotency_key?: string
  created_by?: string | null
}

interface NamedSettlement {
  id: string
  contractor_id: string
  direction: Direction
  currency_code: string
  status: string
}

/**
 * Drafts an invoice over the balance up to the latest settlement named, with the fees for what went back.
 * Throws: INVALID_DATA, CURRENCY_MISMATCH, IDEMPOTENCY_MISMATCH.
 */
export const createInvoice = async (
  sql: Sql,
  command: CreateInvoice,
  decimalsOf: DecimalsOf
): Promise<CreatedInvoice> => {
  const source = sourceOf("invoice", command)
  const earlier = await findInvoiceBySource(sql, source)
  if (earlier) return { is_new: false, invoice_id: earlier }
  await requireContractor(sql, command.contractor_id)
  const settlements = await requireSettlements(sql, command)
  const account = accountOf(settlements)
  refuseWrongKind(command.kind, account.direction)
  const goods = await suggest(sql, account, latestOf(settlements), command.kind)
  const fees = await loadOpenFees(sql, account, { withDrafts: true })
  const id = newId("coninv")
  await beginPosting(sql)
  await insertRows(sql, "consignment_invoice", [
    {
      id,
      number: command.number ?? null,
      kind: command.kind,
      status: "draft",
      ...account,
      settlement_ids: command.settlement_ids,
      issued_at: await toIssuedAt(sql, account, command.issued_at),
      created_by: command.created_by ?? null,
      amount: "0",
      variance_amount: "0",
      source_key: source.key,
      request_hash: source.requestHash,
    },
  ]).catch(refuseNumberTaken)
  await insertRows(
    sql,
    "consignment_invoice_line",
    [
      ...goods.map((line) => ({ ...line, kind: "goods" as const })),
      ...fees
        .filter(({ quantity }) => quantity.gt(0))
        .map(({ unitFee, ...fee }) => ({
          ...fee,
          unitPrice: unitFee,
          kind: "return_fee" as const,
        })),
    ].map((line) => toLineRow(id, line, decimalsOf(account.currency_code)))
  )
  await carryAmount(sql, id)
  return { is_new: true, invoice_id: id }
}

const suggest = async (
  sql: Sql,
  account: InvoiceAccount,
  until: string,
  kind: BillingKind
): Promise<SuggestedLine[]> => {
  const balances = await loadBalances(sql, account, until)
  const itemIds = [...balances.keys()]
  if (itemIds.length === 0) return []
  return suggestInvoice({
    balances,
    states: await loadStates(sql, account, itemIds, until),
    limits: await loadLimits(sql, account, itemIds),
    packSizes:
      kind === "supplier" ? await loadPackSizes(sql, account.contractor_id, itemIds) : new Map(),
  })
}

const toLineRow = (
  invoiceId: string,
  line: SuggestedLine & { kind: InvoiceLineKind },
  decimals: number
) => ({
  id: newId("coninvl"),
  invoice_id: invoiceId,
  kind: line.kind,
  inventory_item_id: line.inventoryItemId,
  sku: line.sku,
  quantity: toText(line.quantity),
  unit_price: toText(line.unitPrice),
  amount: toText(amountOf(line, decimals)),
  suggested_quantity: toText(line.quantity),
  suggested_unit_price: toText(line.unitPrice),
})

/** Oldest first. */
const requireSettlements = async (sql: Sql, command: CreateInvoice): Promise<NamedSettlement[]> => {
  const rows = await lockRows<NamedSettlement>(
    sql,
    "settlementsToInvoice",
    "id, contractor_id, direction, currency_code, status",
    [command.settlement_ids]
  )
  const known = new Map(rows.map((row) => [row.id, row]))
  const faults = command.settlement_ids.flatMap((id, index) => {
    const settlement = known.get(id)
    const message = !settlement
      ? `There is no settlement ${id}.`
      : settlement.contractor_id !== command.contractor_id
        ? `Settlement ${id} is another contractor's.`
        : settlement.status !== "closed"
          ? `Settlement ${id} is cancelled.`
          : null
    return message === null ? [] : { path: `settlement_ids.${index}`, message }
  })
  const [first] = faults
  if (first) {
    throw new ConsignmentError("INVALID_DATA", first.message, { path: first.path, fields: faults })
  }
  return rows
}

const accountOf = (settlements: NamedSettlement[]): InvoiceAccount => {
  const [first, ...others] = settlements
  if (!first)
    throw new ConsignmentError("INVALID_DATA", "Name a settlement.", { path: "settlement_ids" })
  const { contractor_id, direction, currency_code } = first
  if (others.some((other) => other.currency_code !== currency_code)) {
    throw new ConsignmentError("CURRENCY_MISMATCH", "The settlements are in several currencies.", {
      currencies: [...new Set(settlements.map((settlement) => settlement.currency_code))],
    })
  }
  if (others.some((other) => other.direction !== direction)) {
    throw new ConsignmentError("INVALID_DATA", "The settlements are of both directions.", {
      path: "settlement_ids",
    })
  }
  return { contractor_id, direction, currency_code }
}

const latestOf = (settlements: NamedSettlement[]): string => settlements.at(-1)?.id ?? ""

const refuseWrongKind = (kind: BillingKind, direction: Direction): void => {
  if (billingKinds[direction].includes(kind)) return
  throw new ConsignmentError(
    "INVALID_DATA",
    `An invoice of kind ${kind} is not made from ${direction} settlements.`,
    {
      path: "kind",
      fields: [
        {
          path: "kind",
          message: `Not for ${direction} settlements.`,
          reason: "wrong_invoice_kind",
        },
      ],
    }
  )
}
