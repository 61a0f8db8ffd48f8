import { Refusal } from "../../../lib/refusal"
import type { Overview } from "../../../../http-contract/overview"
import {
  useDifferences,
  useDrafts,
  useDue,
  useOverInvoiced,
  useToInvoice,
  useUnpaid,
} from "./ledger-to-dos"
import { useArticlesToComplete } from "./article-to-dos"
import { useHireToDos } from "./hire-to-dos"
import { useExceptions } from "./import-to-dos"
import { useMarkdownReturns } from "./markdown-to-dos"
import { usePeerExceptionToDos } from "./peer-to-dos"
import { usePickLists, useRefills, useReturnTerms, useSilentCustomers } from "./shop-to-dos"
import { useLeakedReservations } from "./reservation-to-dos"
import type { ToDoSource, ToDo } from "./to-do"

/** Open tasks, urgent first. Undefined until all are loaded, so that the page never claims too early that nothing is open. */
export const useToDos = ({ over_invoiced, to_invoice }: Overview): ToDoSource => {
  const overInvoiced = useOverInvoiced(over_invoiced)
  const toInvoice = useToInvoice(to_invoice)
  const sources = [
    useDifferences(),
    useLeakedReservations(),
    usePeerExceptionToDos(),
    useHireToDos(),
    useDue(),
    useReturnTerms(),
    useMarkdownReturns(),
    useSilentCustomers(),
    useRefills(),
    usePickLists(),
    useExceptions(),
    useArticlesToComplete(),
    useDrafts(),
    useUnpaid(),
  ]
  const found = [...sources.flatMap(({ toDos = [] }) => toDos), ...toInvoice, ...overInvoiced]
  const isRead = sources.every(({ toDos, error }) => toDos ?? isForbidden(error))
  return {
    toDos: isRead ? found.sort(byUrgency) : undefined,
    error:
      sources.find(({ toDos, error }) => !toDos && error && !isForbidden(error))?.error ?? null,
  }
}

/** Urgent tasks come first, the longest overdue at the top; the rest stays in the order of its kinds. */
const byUrgency = (one: ToDo, other: ToDo): number =>
  rankOf(one) - rankOf(other) || (other.daysOverdue ?? 0) - (one.daysOverdue ?? 0)

const rankOf = ({ urgency }: ToDo): number => (urgency === "now" ? 0 : 1)

/** A task is shown only to a role that may read what it is about. */
const isForbidden = (error: Error | null): boolean =>
  error instanceof Refusal && error.status === 403
