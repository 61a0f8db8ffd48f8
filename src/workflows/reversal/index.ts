export * from "./steps/reverse-document"
export * from "./workflows/reverse-document"
