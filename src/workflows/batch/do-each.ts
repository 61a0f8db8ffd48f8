/** Why one of many was not done. */
export interface BatchFailure {
  id: string
  contractor_id: string | null
  code: string | null
  message: string
}

/** Behind a workflow an error is a plain object. */
export const toProblem = (error: unknown): { code: string | null; message: string } => {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  return {
    code: typeof code === "string" ? code : null,
    message: typeof message === "string" ? message : String(error),
  }
}

/** Does the work for one after the other; what fails keeps none of the others from being done. */
export const doEach = async <One extends { id: string; contractor_id: string }, Done>(
  all: One[],
  work: (one: One) => Promise<Done>
): Promise<{ done: Done[]; failed: BatchFailure[] }> => {
  const done: Done[] = []
  const failed: BatchFailure[] = []
  for (const one of all) {
    try {
      done.push(await work(one))
    } catch (error) {
      failed.push({ id: one.id, contractor_id: one.contractor_id, ...toProblem(error) })
    }
  }
  return { done, failed }
}

/** Those that were asked for, and a failure for each that is not there. */
export const pick = <One extends { id: string }>(
  all: One[],
  ids: string[] | undefined,
  missing: string
): { picked: One[]; failed: BatchFailure[] } => {
  if (!ids) return { picked: all, failed: [] }
  const known = new Map(all.map((one) => [one.id, one]))
  const unique = [...new Set(ids)]
  return {
    picked: unique.flatMap((id) => known.get(id) ?? []),
    failed: unique
      .filter((id) => !known.has(id))
      .map((id) => ({ id, contractor_id: null, code: "NOT_FOUND", message: missing })),
  }
}
