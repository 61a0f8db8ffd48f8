import { refuseLines } from "../domain/errors"
import { findExceedingFees, type InvoicedFee, type OpenReturnFee } from "../domain/return-fee"
import { exact, toText } from "../domain/quantity"
import { openFees } from "../database/open-fees"
import type { Sql } from "../database/sql"
import type { InvoiceAccount } from "./state"

/** The fees of an account that are open, and those that were invoiced and came back. */
export const loadOpenFees = async (
  sql: Sql,
  account: InvoiceAccount,
  { withDrafts }: { withDrafts: boolean }
): Promise<OpenReturnFee[]> => {
  const rows = await sql<{
    inventory_item_id: string
    sku: string | null
    unit_fee: string
    quantity: string
  }>(
    `select inventory_item_id, sku, unit_fee::text, quantity::text
     from ${openFees("m.contractor_id = ? and m.direction = ? and m.currency_code = ?", { withDrafts })} fee
     order by sku collate "C", inventory_item_id, fee.unit_fee`,
    [account.contractor_id, account.direction, account.currency_code]
  )
  return rows.map((row) => ({
    inventoryItemId: row.inventory_item_id,
    sku: row.sku,
    unitFee: exact(row.unit_fee),
    quantity: exact(row.quantity),
  }))
}

/** Throws: EXCEEDS_RECEIVED (a return was reversed since, or its fee is on another invoice). */
export const refuseClosedFees = async (
  sql: Sql,
  account: InvoiceAccount,
  lines: InvoicedFee[]
): Promise<void> => {
  if (lines.length === 0) return
  const open = await loadOpenFees(sql, account, { withDrafts: false })
  refuseLines(
    "EXCEEDS_RECEIVED",
    findExceedingFees(lines, open).map(({ line, excess }) => ({
      index: line.index,
      code: "EXCEEDS_RECEIVED",
      message: `The return fee of ${toText(excess)} of ${line.sku ?? line.inventoryItemId} is not open: the return was reversed, or another invoice has the fee. Lower the quantity or remove the line.`,
      line_id: line.id,
      inventory_item_id: line.inventoryItemId,
      sku: line.sku,
      excess: toText(excess),
    }))
  )
}
