export * from "./steps/post-reported-sale"
export * from "./workflows/post-reported-sale"
