import type { OpenByAge, OpenItem } from "../../../http-contract/open-item"
import type { Parameters } from "../../lib/to-search"
import { useReading, type Listed } from "./use-reading"

type OpenItems = Listed<"open_items", OpenItem> & { by_age: OpenByAge[] }

/** Invoices of which something is open, longest overdue first. */
export const useOpenItems = (query?: Parameters) => useReading<OpenItems>("open-items", query)
