import type { Overview } from "../../../../http-contract/overview"
import { useDifferences, useDrafts, useDue, useOverInvoiced } from "./ledger-to-dos"
import { useExceptions } from "./import-to-dos"
import { usePickLists, useRefills, useReturnTerms, useSilentCustomers } from "./shop-to-dos"
import { useLeakedReservations } from "./reservation-to-dos"
import type { Source } from "./to-do"

/** Open tasks, urgent first. Undefined until all are loaded, so that the page never claims too early that nothing is open. */
export const useToDos = ({ over_invoiced }: Overview): Source => {
  const overInvoiced = useOverInvoiced(over_invoiced)
  const sources = [
    useDifferences(),
    useLeakedReservations(),
    useDue(),
    useReturnTerms(),
    useSilentCustomers(),
    useRefills(),
    usePickLists(),
    useExceptions(),
    useDrafts(),
  ]
  const found = [...sources.flatMap(({ toDos = [] }) => toDos), ...overInvoiced]
  const isRead = sources.every(({ toDos }) => toDos)
  return {
    toDos: isRead
      ? [
          ...found.filter(({ urgency }) => urgency === "now"),
          ...found.filter(({ urgency }) => urgency === "soon"),
        ]
      : undefined,
    error: sources.find(({ toDos, error }) => !toDos && error)?.error ?? null,
  }
}
