import type { CheckGoodsReceiptBody } from "../../../../../http-contract/goods-receipt"
import { toDecimal } from "../../../../lib/to-decimal"

/** Checked units of each line, as typed. */
export interface CheckValues {
  lines: { line_id: string; accepted: string; rejected: string; reason: string }[]
}

const toQuantity = (written: string): string => toDecimal(written) || "0"

/** Lines of which something was checked; the others wait. */
export const toChecked = ({ lines }: CheckValues): CheckGoodsReceiptBody["lines"] =>
  lines
    .map(({ line_id, accepted, rejected, reason }) => ({
      line_id,
      accepted_quantity: toQuantity(accepted),
      rejected_quantity: toQuantity(rejected),
      reason: reason.trim() || undefined,
    }))
    .filter((line) => line.accepted_quantity !== "0" || line.rejected_quantity !== "0")
