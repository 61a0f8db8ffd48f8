import {
  documentEventOf,
  hireChangedEvent,
  invoiceCreditedEvent,
  invoicePostedEvent,
  loanEndedEvent,
  loanPostedEvent,
  loanReturnedEvent,
  settlementCancelledEvent,
  settlementClosedEvent,
} from "../modules/consignment/domain/announcement"
import { documentTypes, reversibleTypes } from "../modules/consignment/domain/kind-lists"
import type { ReversibleType } from "../modules/consignment/domain/kinds"

type Dashed<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}-${Dashed<Tail>}`
  : Name

type PostedEvents = {
  readonly [
    Type in ReversibleType as `${Uppercase<Type>}_POSTED`
  ]: `consignment.${Dashed<Type>}.posted`
}

/** Event of a posted document of this kind: `consignment.goods-receipt.posted`. */
export const postedEventOf = <Type extends ReversibleType>(type: Type) =>
  documentEventOf(type) as `consignment.${Dashed<Type>}.posted`

const postedEvents = Object.fromEntries(
  reversibleTypes.map((type) => [`${type.toUpperCase()}_POSTED`, postedEventOf(type)])
) as PostedEvents

/** The events other developers may listen to; each carries the `id` of what it is about. */
export const ConsignmentEvents = {
  ...postedEvents,
  AGREEMENT_CREATED: "consignment.agreement.created",
  AGREEMENT_UPDATED: "consignment.agreement.updated",
  AGREEMENT_DELETED: "consignment.agreement.deleted",
  CONTRACTOR_CREATED: "consignment.contractor.created",
  CONTRACTOR_UPDATED: "consignment.contractor.updated",
  CONTRACTOR_DELETED: "consignment.contractor.deleted",
  CONTRACTOR_ITEM_UNMARKED: "consignment.contractor-item.unmarked",
  /** Carries the id of the contractor. */
  CONTRACTOR_ITEMS_MARKED: "consignment.contractor-item.marked",
  IMPORT_EXCEPTION_DISMISSED: "consignment.import-exception.dismissed",
  /** Carries the id of the inventory item. */
  ITEM_CARD_UPDATED: "consignment.item-card.updated",
  SETTINGS_UPDATED: "consignment.settings.updated",
  WAREHOUSE_CREATED: "consignment.warehouse.created",
  WAREHOUSE_UPDATED: "consignment.warehouse.updated",
  WAREHOUSE_DELETED: "consignment.warehouse.deleted",
  /** Carries the id of the warehouse. */
  WAREHOUSE_ITEMS_SET: "consignment.warehouse-item.set",
  /** Carries the id of the warehouse. */
  WAREHOUSE_ITEM_REMOVED: "consignment.warehouse-item.removed",
  /** Carries the id of the inventory item, with `stock_location_id` and `difference`. */
  DIFFERENCE_FOUND: "consignment.difference.found",
  DOCUMENT_REVERSED: "consignment.reversal.posted",
  /** Goods of the delivery are to come home. */
  DELIVERY_DUE: "consignment.delivery.due",
  /** The same, once the days of grace are over. */
  DELIVERY_OVERDUE: "consignment.delivery.overdue",
  DELIVERY_DRAFTED: "consignment.delivery.drafted",
  DELIVERY_RECEIVED: "consignment.delivery.received",
  /** Carries the id of the warehouse whose customer reports nothing. */
  REPORT_MISSING: "consignment.report.missing",
  /** A paper reached all its recipients by e-mail; carries the id of the letter, with `paper_type` and `paper_id`. */
  LETTER_SENT: "consignment.letter.sent",
  /** Carries the id of a loan. */
  LOAN_POSTED: loanPostedEvent,
  LOAN_RETURNED: loanReturnedEvent,
  /** The owner ended the hire of units that are lent. */
  LOAN_ENDED: loanEndedEvent,
  /** A hire was ended or extended; carries the id of the delivery. */
  DELIVERY_HIRE_CHANGED: hireChangedEvent,
  INVOICE_CREDITED: "consignment.invoice.credited",
  INVOICE_DRAFTED: "consignment.invoice.drafted",
  INVOICE_POSTED: "consignment.invoice.posted",
  /** Carries the id of a payment of an invoice, with `invoice_id`. */
  PAYMENT_RECORDED: "consignment.payment.recorded",
  /** Carries the id of the reversal, with `invoice_id`. */
  PAYMENT_REVERSED: "consignment.payment.reversed",
  SETTLEMENT_CANCELLED: "consignment.settlement.cancelled",
  SETTLEMENT_CLOSED: "consignment.settlement.closed",
  /** Carries the id of the agreement and the local date to settle to, as `cut_off`. */
  SETTLEMENT_DUE: "consignment.settlement.due",
  /** The same, once the days of grace are over. */
  SETTLEMENT_OVERDUE: "consignment.settlement.overdue",
} as const

/** Events that are told at least once and carry an `event_id`, the same each time. */
export const announcedEvents: string[] = [
  ...documentTypes.map(documentEventOf),
  settlementClosedEvent,
  settlementCancelledEvent,
  invoicePostedEvent,
  invoiceCreditedEvent,
  loanPostedEvent,
  loanReturnedEvent,
  hireChangedEvent,
]
