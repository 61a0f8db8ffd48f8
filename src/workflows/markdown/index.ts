export * from "./workflows/create-markdown"
export * from "./workflows/delete-markdown"
export * from "./workflows/mark-down"
export * from "./workflows/update-markdown"
