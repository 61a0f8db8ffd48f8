export * from "./workflows/create-warehouse"
export * from "./workflows/delete-warehouse"
export * from "./workflows/update-warehouse"
