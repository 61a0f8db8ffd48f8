export * from "./workflows/plan-counted-take-back"
export * from "./workflows/post-counted-take-back"
