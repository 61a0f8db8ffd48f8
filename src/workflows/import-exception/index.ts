export type {
  DismissImportException,
  ReplaceImportExceptions,
} from "../../modules/consignment/ledger/upkeep/import-exceptions"
export * from "./workflows/dismiss-import-exception"
export * from "./workflows/replace-import-exceptions"
