export * from "./workflows/create-warehouse"
export * from "./workflows/update-warehouse"
