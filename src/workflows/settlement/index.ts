export * from "./steps/cancel-settlement"
export * from "./steps/close-settlement"
export * from "./workflows/cancel-settlement"
export * from "./workflows/close-settlement"
