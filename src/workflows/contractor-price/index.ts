export * from "./workflows/set-contractor-prices"
export * from "./workflows/delete-contractor-price"
