export * from "./steps/post-ownership-transfer"
export * from "./workflows/post-ownership-transfer"
