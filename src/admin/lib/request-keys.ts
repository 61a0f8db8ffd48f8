/**
 * Keys for the requests of one form: the same values have the same key, so that a repeated request does nothing twice, and
 * values that were corrected after a refusal are a request of their own.
 */
export const createRequestKeys = (): ((request: object) => string) => {
  const keys = new Map<string, string>()
  return (request) => {
    const written = JSON.stringify(request)
    const key = keys.get(written) ?? crypto.randomUUID()
    keys.set(written, key)
    return key
  }
}
