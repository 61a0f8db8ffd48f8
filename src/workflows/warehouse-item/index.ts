export * from "./workflows/remove-warehouse-item"
export * from "./workflows/set-warehouse-items"
