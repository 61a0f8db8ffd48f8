export * from "./steps/post-revaluation"
export * from "./workflows/post-revaluation"
