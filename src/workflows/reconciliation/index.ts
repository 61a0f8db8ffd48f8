export * from "./steps/catch-up"
export * from "./workflows/catch-up"
