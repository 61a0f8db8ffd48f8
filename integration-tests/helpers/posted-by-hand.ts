import { MedusaError } from "@medusajs/framework/utils"
import type { Document } from "../../src/http-contract/document"
import {
  postGoodsIssueReturnWorkflow,
  postGoodsIssueWorkflow,
  postGoodsReceiptWorkflow,
} from "../../src/workflows"
import { handleHook } from "./handle-hook"
import type { createLedgerWorld } from "./ledger-world"

type World = Pick<ReturnType<typeof createLedgerWorld>, "admin" | "story">

const base = "/admin/consignment"

/** Hooks of other developers, made to fail: what the workflow did before has to be undone. */
export const hooks = { fail: false }
const failing = async () => {
  if (hooks.fail) throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "The hook fails.")
}
handleHook(postGoodsReceiptWorkflow.hooks.goodsReceiptPosted, failing)
handleHook(postGoodsIssueWorkflow.hooks.goodsIssuePosted, failing)
handleHook(postGoodsIssueReturnWorkflow.hooks.goodsIssueReturnPosted, failing)

/** A story with L 20 @7.50, and the bodies that post by hand what its verbs post. */
export const openedIn =
  ({ admin, story }: World) =>
  async () => {
    const told = story()
    await told.given.receipt("L", "20", "7.50", { dated: "2026-01-10" })
    const parties = {
      contractor_id: await told.id.contractor("A"),
      warehouse_id: await told.id.warehouse("LOC"),
    }
    const place = { stock_location_id: await told.id.location("LOC") }
    return {
      ...told,
      parties,
      place,
      receive: async (lines: object[], others: object = {}) =>
        await admin.post<{ goods_receipt: Document }>(`${base}/goods-receipts`, {
          ...parties,
          ...others,
          lines,
        }),
      issue: async (lines: object[], others: object = {}) =>
        await admin.post<{ goods_issue: Document }>(`${base}/goods-issues`, {
          ...place,
          ...others,
          lines,
        }),
    }
  }
