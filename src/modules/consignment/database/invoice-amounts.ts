/** SQL: what was paid of an invoice; the parameter is its alias in the query. */
export const paidOf = (invoice: string): string =>
  `coalesce((select sum(p.amount) from consignment_invoice_payment p where p.invoice_id = ${invoice}.id), 0)`

/** SQL: what credit notes have taken off an invoice, with its tax. */
export const creditedOf = (invoice: string): string =>
  `coalesce((select sum(c.amount + c.tax_amount) from consignment_invoice c
    where c.credited_invoice_id = ${invoice}.id and c.deleted_at is null), 0)`
