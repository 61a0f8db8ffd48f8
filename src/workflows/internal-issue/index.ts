export * from "./steps/post-internal-issue"
export * from "./workflows/post-internal-issue"
