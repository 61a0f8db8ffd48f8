import { createHook, when, type WorkflowData } from "@medusajs/framework/workflows-sdk"

/** A hook that runs only if this call has done the work, or is about to: a repeated idempotency key runs it no second time. */
export const createHookOnce = <Name extends string, Input>(
  name: Name,
  work: WorkflowData<{ is_new: boolean }>,
  input: Input
) => {
  const hooks: ReturnType<typeof createHook<Name, Input, unknown>>[] = []
  when(`consignment-${name}-is-new`, work, ({ is_new: isNew }) => isNew).then(() => {
    hooks.push(createHook<Name, Input, unknown>(name, input))
  })
  return hooks[0] as (typeof hooks)[number]
}
