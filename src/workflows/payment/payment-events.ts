/** The data of payment events. */
export const toPaymentEvents = (payments: { id: string; invoice_id: string }[]) =>
  payments.map(({ id, invoice_id }) => ({ id, invoice_id }))
