export * from "./workflows/add-attachment"
export * from "./workflows/delete-attachment"
