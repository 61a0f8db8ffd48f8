export * from "./steps/post-goods-receipt"
export * from "./workflows/post-goods-receipt"
