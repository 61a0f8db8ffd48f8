export * from "./steps/post-goods-issue-return"
export * from "./workflows/post-goods-issue-return"
