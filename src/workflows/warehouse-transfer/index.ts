export * from "./steps/post-warehouse-transfer"
export * from "./workflows/post-warehouse-transfer"
