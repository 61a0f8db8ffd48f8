export * from "./steps/post-take-back"
export * from "./workflows/post-take-back"
