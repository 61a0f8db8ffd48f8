export * from "./workflows/draft-refill"
