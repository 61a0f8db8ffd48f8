export * from "./search"
