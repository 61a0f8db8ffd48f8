import type { BatchReport } from "../components/batch-section"
import type { Failure } from "../../http-contract/batch"
import type { Reading } from "./api/use-reading"
import type { WritingOptions } from "./api/use-writing"
import { useContractorNames, type NameOf } from "./use-names"
import { useReportedError } from "./use-reported-error"
import type { UseMutationResult } from "@tanstack/react-query"
import type { Refusal } from "../lib/refusal"

interface Planned {
  id: string
  contractor_id: string
}

interface BatchBody {
  ids?: string[]
  idempotency_key?: string
}

interface Batch<Plan extends Planned, Done extends { failed: Failure[] }> {
  usePlan: () => Reading<{ planned: Plan[] }>
  useDoing: (
    options: WritingOptions<Done, BatchBody>
  ) => UseMutationResult<Done, Refusal, BatchBody>
  /** How many were done. */
  countOf: (done: Done) => number
}

/** Many things to do at once: the plan of each, the partners' names, and what came of it. */
export const useBatch = <Plan extends Planned, Done extends { failed: Failure[] }>({
  usePlan,
  useDoing,
  countOf,
}: Batch<Plan, Done>) => {
  const { planned, error, refetch } = usePlan()
  const { mutate, data, isPending } = useDoing({ onError: useReportedError() })
  const failed = data?.failed ?? []
  const nameOf = useContractorNames(
    [...(planned ?? []), ...failed].map(({ contractor_id: id }) => id)
  )
  return {
    planned,
    nameOf,
    section: {
      error,
      onRetry: () => void refetch(),
      onDo: (ids: string[]) => mutate({ ids, idempotency_key: crypto.randomUUID() }),
      isDoing: isPending,
      report: data && toReport(countOf(data), failed, nameOf),
    },
  }
}

const toReport = (done: number, failed: Failure[], nameOf: NameOf): BatchReport => ({
  done,
  failed: failed.map((one) => ({ ...one, name: nameOf(one.contractor_id) })),
})
