import type { DocumentType } from "./kinds"

/** Events of papers besides documents. */
export const settlementClosedEvent = "consignment.settlement.closed"
export const settlementCancelledEvent = "consignment.settlement.cancelled"
export const invoicePostedEvent = "consignment.invoice.posted"
export const invoiceCreditedEvent = "consignment.invoice.credited"

export const loanPostedEvent = "consignment.loan.posted"
export const loanReturnedEvent = "consignment.loan.returned"
export const loanEndedEvent = "consignment.loan.ended"
export const hireChangedEvent = "consignment.delivery.hire-changed"

export const documentEventOf = (type: DocumentType): string =>
  `consignment.${type.replaceAll("_", "-")}.posted`

/** An event that is told at least once; `event_id` is the same however often it is told. */
export interface Announcement {
  name: string
  data: { id: string; event_id: string }
}

/** The event of a paper that was written; a reversal tells of the document it reverses. */
export const toAnnouncement = (
  name: string,
  writtenId: string,
  aboutId: string = writtenId
): Announcement => ({ name, data: { id: aboutId, event_id: `${name}:${writtenId}` } })
