export * from "./steps/post-reported-sale-return"
export * from "./workflows/post-reported-sale-return"
