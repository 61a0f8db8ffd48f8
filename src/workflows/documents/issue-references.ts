import { toReferences, type Reference } from "../references/check-references"

export const toGoodsIssueReferences = (input: {
  stock_location_id: string
  issue_strategy?: string | null
  sales_channel_id?: string | null
  order_id?: string | null
}): Reference[] => [
  ...toReferences("stock_location", { stock_location_id: input.stock_location_id }),
  ...toReferences("issue_strategy", { issue_strategy: input.issue_strategy }),
  ...toReferences("sales_channel", { sales_channel_id: input.sales_channel_id }),
  ...toReferences("order", { order_id: input.order_id }),
]
