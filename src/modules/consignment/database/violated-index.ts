const UNIQUE_VIOLATION = "23505"

/** The unique index that a statement has violated; null for any other failure. */
export const violatedIndex = (error: unknown): string | null => {
  const { code, constraint } = Object(error) as { code?: unknown; constraint?: unknown }
  return code === UNIQUE_VIOLATION && typeof constraint === "string" ? constraint : null
}

/** Another request with the same key has written first; the host's mapping of database errors would lose that. */
export class KeyTaken extends Error {
  constructor() {
    super("A simultaneous request has used the same key.")
  }
}
