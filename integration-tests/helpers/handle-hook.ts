type Handler = (input: never) => Promise<void>
type Hook = (handler: never) => void

const handlers = new Map<Hook, Handler[]>()

/** Handles a workflow's hook. The host accepts one handler per hook, but spec files that share a host may need several. */
export const handleHook = <AHook extends Hook>(
  hook: AHook,
  handler: Parameters<AHook>[0]
): void => {
  const known = handlers.get(hook)
  if (known) {
    known.push(handler)
    return
  }
  const all: Handler[] = [handler]
  handlers.set(hook, all)
  const handleAll = async (input: unknown) => {
    for (const handle of all) await handle(input as never)
  }
  hook(handleAll as never)
}
