export * from "./steps/catch-up"
export * from "./steps/take-differences"
export * from "./workflows/catch-up"
export * from "./workflows/tell-of-differences"
