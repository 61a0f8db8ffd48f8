export * from "./workflows/mark-contractor-items"
export * from "./workflows/unmark-contractor-item"
