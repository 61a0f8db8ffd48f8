export * from "./workflows/create-agreement"
export * from "./workflows/delete-agreement"
export * from "./workflows/update-agreement"
