export * from "./steps/post-internal-issue-return"
export * from "./workflows/post-internal-issue-return"
