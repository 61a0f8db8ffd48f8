import { toReferences, type Reference } from "../references/check-references"
import type { PostGoodsIssueInput } from "./steps/post-goods-issue"

export const toGoodsIssueReferences = (
  input: Pick<
    PostGoodsIssueInput,
    "stock_location_id" | "issue_strategy" | "sales_channel_id" | "order_id"
  >
): Reference[] => [
  ...toReferences("stock_location", { stock_location_id: input.stock_location_id }),
  ...toReferences("issue_strategy", { issue_strategy: input.issue_strategy }),
  ...toReferences("sales_channel", { sales_channel_id: input.sales_channel_id }),
  ...toReferences("order", { order_id: input.order_id }),
]
