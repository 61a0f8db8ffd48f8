export * from "./steps/post-consignor-return"
export * from "./workflows/post-consignor-return"
