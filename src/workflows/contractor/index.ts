export * from "./workflows/create-contractor"
export * from "./workflows/delete-contractor"
export * from "./workflows/update-contractor"
