export * from "./steps/post-opening-balance"
export * from "./workflows/post-opening-balance"
