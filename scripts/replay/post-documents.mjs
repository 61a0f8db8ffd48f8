import { inParallel } from "./in-parallel.mjs"
import { lotKeyOf } from "./plan.mjs"

/** @typedef {import("../demo/client.mjs").Client} Client */
/** @typedef {import("./plan.mjs").DayPlan} DayPlan */
/** @typedef {import("./plan.mjs").MonthEnd} MonthEnd */
/** @typedef {import("./plan.mjs").ReceiptPlan} ReceiptPlan */
/** @typedef {import("./plan.mjs").ReturnPlan} ReturnPlan */
/** @typedef {import("./plan.mjs").SalePlan} SalePlan */
/** @typedef {import("./set-up.mjs").Setting} Setting */

/** @typedef {{ vendor: string, month: string, settlement: any }} Closed */

const base = "/admin/consignment"

/**
 * Posts the documents of a plan. Each has a key: what an earlier run has posted is answered, not
 * posted again. What later documents and the comparison need of the answers is kept here.
 * @param {Client} client
 * @param {Setting} setting
 */
export const createPoster = (client, { contractorIds, warehouseId, stockLocationId }) => {
  /** @type {Map<string, string>} */
  const lotIds = new Map()
  /** @type {Map<string, { goodsIssueId: string, id: string }>} by line of the folder. */
  const issueLines = new Map()
  /** @type {Set<string>} */
  const becameOwn = new Set()
  /** @type {Closed[]} */
  const closed = []

  const postReceipt = async (/** @type {ReceiptPlan} */ { key, vendor, effectiveAt, lots }) => {
    const { goods_receipt } = await client.post(`${base}/goods-receipts`, {
      idempotency_key: key,
      contractor_id: contractorIds.get(vendor),
      warehouse_id: warehouseId,
      effective_at: effectiveAt,
      lines: lots.map(({ item, quantity, unitCost }) => ({
        sku: item,
        quantity: quantity.toFixed(),
        unit_cost: unitCost.toFixed(),
      })),
    })
    for (const { index, lot_id } of goods_receipt.lines) lotIds.set(lotKeyOf(lots[index]), lot_id)
  }

  const postSale = async (/** @type {SalePlan} */ { key, invoice, store, effectiveAt, lines }) => {
    const { goods_issue } = await client.post(`${base}/goods-issues`, {
      idempotency_key: key,
      stock_location_id: stockLocationId,
      branch_code: store,
      effective_at: effectiveAt,
      reference: invoice,
      lines: lines.map((line) => ({
        sku: line.item,
        quantity: line.quantity.toFixed(),
        sale_price: line.unitPrice.toFixed(),
        lot_id: lotIds.get(lotKeyOf(line)),
      })),
    })
    for (const { index, id } of goods_issue.lines) {
      issueLines.set(lines[index].id, { goodsIssueId: goods_issue.id, id })
    }
  }

  const postReturn = async (/** @type {ReturnPlan} */ { key, invoice, effectiveAt, lines }) => {
    const goodsIssueId = issueLines.get(lines[0].sale.id)?.goodsIssueId
    const answer = await client.post(`${base}/goods-issues/${goodsIssueId}/returns`, {
      idempotency_key: key,
      effective_at: effectiveAt,
      reference: invoice,
      lines: lines.map(({ line, sale }) => ({
        line_id: issueLines.get(sale.id)?.id,
        quantity: line.quantity.negated().toFixed(),
      })),
    })
    for (const { index, allocations } of answer.goods_issue_return.lines) {
      const isOwn = allocations.every((/** @type {any} */ { reason }) => reason === "settled")
      if (isOwn) becameOwn.add(lines[index].line.id)
    }
  }

  /**
   * @template {{ lines: unknown[] }} Document
   * @param {Document[]} documents
   * @param {(document: Document) => Promise<void>} post
   * @param {(lines: number) => void} count
   */
  const postAll = (documents, post, count) =>
    inParallel(documents, async (document) => {
      await post(document)
      count(document.lines.length)
    })

  return {
    postReceipts: (
      /** @type {ReceiptPlan[]} */ receipts,
      /** @type {(lines: number) => void} */ count
    ) =>
      inParallel(receipts, async (receipt) => {
        await postReceipt(receipt)
        count(receipt.lots.length)
      }),

    /** A return may take back a sale of the same day, so sales come first. */
    postDay: async (
      /** @type {DayPlan} */ { sales, returns },
      /** @type {(lines: number) => void} */ count
    ) => {
      await postAll(sales, postSale, count)
      await postAll(returns, postReturn, count)
    },

    /** Each contractor's settlement closes his month. */
    closeMonth: (
      /** @type {MonthEnd} */ { month, cutOff, vendors },
      /** @type {(lines: number, steps: number) => void} */ count
    ) =>
      inParallel(vendors, async (vendor) => {
        const { settlement } = await client.post(`${base}/settlements`, {
          idempotency_key: `replay-settlement-${vendor}-${month}`,
          contractor_id: contractorIds.get(vendor),
          cut_off: cutOff,
        })
        closed.push({ vendor, month, settlement })
        count(settlement.lines.length, 1)
      }),

    closed,
    becameOwn,
  }
}
