export * from "./steps/name-issued-serial-numbers"
export * from "./steps/register-serial-numbers"
export * from "./workflows/name-issued-serial-numbers"
export * from "./workflows/register-serial-numbers"
