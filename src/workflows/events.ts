/** The events other developers may listen to; each carries the `id` of what it is about. */
export const ConsignmentEvents = {
  AGREEMENT_CREATED: "consignment.agreement.created",
  AGREEMENT_UPDATED: "consignment.agreement.updated",
  CONTRACTOR_CREATED: "consignment.contractor.created",
  CONTRACTOR_UPDATED: "consignment.contractor.updated",
  CONTRACTOR_DELETED: "consignment.contractor.deleted",
  CONTRACTOR_ITEM_UNMARKED: "consignment.contractor-item.unmarked",
  /** Carries the id of the contractor. */
  CONTRACTOR_ITEMS_MARKED: "consignment.contractor-item.marked",
  SETTINGS_UPDATED: "consignment.settings.updated",
  WAREHOUSE_CREATED: "consignment.warehouse.created",
  WAREHOUSE_UPDATED: "consignment.warehouse.updated",
  DOCUMENT_REVERSED: "consignment.reversal.posted",
  GOODS_ISSUE_POSTED: "consignment.goods-issue.posted",
  GOODS_ISSUE_RETURN_POSTED: "consignment.goods-issue-return.posted",
  GOODS_RECEIPT_POSTED: "consignment.goods-receipt.posted",
  SETTLEMENT_CANCELLED: "consignment.settlement.cancelled",
  SETTLEMENT_CLOSED: "consignment.settlement.closed",
} as const
