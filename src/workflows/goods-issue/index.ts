export * from "./steps/plan-goods-issue"
export * from "./steps/post-goods-issue"
export * from "./workflows/plan-goods-issue"
export * from "./workflows/post-goods-issue"
