export * from "./workflows/update-item-card"
