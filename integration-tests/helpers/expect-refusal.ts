import type { Answer } from "./client"

/** A refusal of ours: its status follows from the code, and `details` holds at least what is named. */
export const expectRefusal = (
  answer: Answer<unknown>,
  code: string,
  details?: Record<string, unknown>
): void => {
  const status = code === "NOT_FOUND" ? 404 : code === "IDEMPOTENCY_MISMATCH" ? 409 : 400
  expect(answer).toMatchObject({
    status,
    data: {
      type: expect.any(String) as string,
      code,
      message: expect.any(String) as string,
      ...(details ? { details } : {}),
    },
  })
}

/** A field that names nothing, or is of no use. */
export const expectInvalid = (answer: Answer<unknown>, ...paths: string[]): void => {
  const fields = paths.map((path) => expect.objectContaining({ path }) as { path: string })
  expectRefusal(answer, "INVALID_DATA", { path: paths[0], fields })
}
