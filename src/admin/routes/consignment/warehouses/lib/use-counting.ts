import { toast } from "@medusajs/ui"
import { useState } from "react"
import type { UseFormReturn } from "react-hook-form"
import {
  usePlanCountedTakeBack,
  usePostCountedTakeBack,
} from "../../../../hooks/api/counted-take-backs"
import { useRefusals } from "../../../../hooks/use-refusals"
import { useWords } from "../../../../hooks/use-words"
import { isCounted, toCountBody, toCountedLines, type CountValues } from "./count-values"

/** The way of a count: compared by the server, looked at, posted; and what was refused on it. */
export const useCounting = (
  warehouseId: string,
  form: UseFormReturn<CountValues, unknown, CountValues>
) => {
  const { t } = useWords()
  const { refusedLinesOf } = useRefusals()
  // A second click sends the same key, so the count is posted once.
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  // Of the lines that were sent: where they stand in the form.
  const [positions, setPositions] = useState<number[]>([])
  const planning = usePlanCountedTakeBack()
  const posting = usePostCountedTakeBack()

  const compare = ({ lines }: CountValues): void => {
    const sent = lines.flatMap((line, position) => (isCounted(line) ? [position] : []))
    if (sent.length === 0) return void toast.error(t("counts.nothing_counted"))
    setPositions(sent)
    planning.mutate(
      { warehouse_id: warehouseId, lines: toCountedLines(lines) },
      {
        onSuccess: (plan) => {
          for (const { index, missing_as: missingAs } of plan.lines)
            if (missingAs) form.setValue(`lines.${sent[index] ?? index}.missing_as`, missingAs)
        },
      }
    )
  }
  const refusal = posting.error ?? planning.error ?? undefined
  const problems = new Map(
    [...refusedLinesOf(refusal)].map(([index, problem]) => [positions[index] ?? index, problem])
  )
  return {
    compare,
    post: (values: CountValues): void =>
      posting.mutate({ ...toCountBody(warehouseId, values), idempotency_key: idempotencyKey }),
    /** To the form again. */
    goBack: (): void => {
      planning.reset()
      posting.reset()
    },
    /** With the positions of its lines in the form; undefined until it was compared. */
    planned: planning.data?.lines.map((line) => ({
      ...line,
      position: positions[line.index] ?? line.index,
    })),
    papers: posting.data,
    refusal,
    /** By the line's position: why the server refused it. */
    problems,
    isSending: planning.isPending || posting.isPending,
  }
}

export type PlannedLine = NonNullable<ReturnType<typeof useCounting>["planned"]>[number]
