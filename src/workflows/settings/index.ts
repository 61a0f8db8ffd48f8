export * from "./workflows/update-settings"
