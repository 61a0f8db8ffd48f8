export * from "./steps/post-stock-count"
export * from "./workflows/post-stock-count"
