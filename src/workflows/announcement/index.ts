export * from "./steps/announce-missed"
export * from "./workflows/announce-missed"
