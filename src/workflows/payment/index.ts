export * from "./workflows/follow-order-payments"
export * from "./workflows/record-invoice-payment"
export * from "./workflows/record-payout"
export * from "./workflows/reverse-invoice-payment"
