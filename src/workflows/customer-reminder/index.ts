export * from "./workflows/remind-of-customers"
