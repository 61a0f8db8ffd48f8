export * from "./steps/post-goods-receipt"
export * from "./steps/write-goods-received"
export * from "./workflows/post-goods-receipt"
export * from "./workflows/tell-of-goods-received"
