export * from "./workflows/post-loan"
export * from "./workflows/return-loan"
