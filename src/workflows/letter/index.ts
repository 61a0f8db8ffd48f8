export * from "./mail-provider"
export * from "./send-letter"
