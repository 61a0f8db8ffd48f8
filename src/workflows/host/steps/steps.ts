import { WorkflowManager } from "@medusajs/framework/orchestration"
import type { MedusaContainer } from "@medusajs/framework/types"
// The flows whose steps are wrapped are registered by importing them.
import "@medusajs/medusa/core-flows"

/** Arguments of a handler of a step of the host. */
export interface StepArguments {
  container: MedusaContainer
  /** The input of the flow. */
  payload: unknown
  /** Results of earlier steps by step id. */
  invoke: Record<string, { output?: { output?: unknown } } | undefined>
  /** Events of a group are held until the whole flow stands, and dropped if it fails. */
  context: { eventGroupId?: string }
}

interface StepHandler {
  invoke: (args: StepArguments) => Promise<unknown>
  compensate?: (args: StepArguments) => Promise<unknown>
}

/** Internals of the host's registry of flows, which has no types. */
interface FlowRegistry {
  getWorkflow: (id: string) => { handlers_: Map<string, StepHandler> } | undefined
  getWorkflows: () => Map<string, { handlers_: Map<string, StepHandler> }>
}
const registry = WorkflowManager as FlowRegistry

/** Ids of the registered flows that have a step. */
export const flowsWithStep = (stepId: string): string[] =>
  [...registry.getWorkflows()].flatMap(([id, flow]) => (flow.handlers_.has(stepId) ? id : []))

/** Gives a step of the host other services than it asks for. */
export type Override = (key: string, resolved: unknown, args: StepArguments) => unknown

export const resultOf = <T>(args: StepArguments, stepId: string): T | undefined =>
  args.invoke[stepId]?.output?.output as T | undefined

/** Reason a step was wrapped. */
const wrapped = new WeakMap<StepHandler, readonly string[]>()

/**
 * Lets a step of a flow of the host, and its undo, work with services of ours; the step itself stays the host's. A step
 * is wrapped once for each purpose.
 * Throws if the host no longer has the step: then an upgrade has changed what this plugin stands on.
 */
export const overrideStep = (
  workflowId: string,
  stepId: string,
  overrides: { purpose: string; onInvoke: Override; onCompensate: Override }
): void => {
  const handlers = registry.getWorkflow(workflowId)?.handlers_
  const step = handlers?.get(stepId)
  if (!handlers || !step?.compensate) {
    throw new Error(`The host's flow ${workflowId} has no step ${stepId} with an undo.`)
  }
  const purposes = wrapped.get(step) ?? []
  if (purposes.includes(overrides.purpose)) return
  const { invoke, compensate } = step
  const within: StepHandler = {
    ...step,
    invoke: (args) => invoke({ ...args, container: overriding(args, overrides.onInvoke) }),
    compensate: (args) =>
      compensate({ ...args, container: overriding(args, overrides.onCompensate) }),
  }
  wrapped.set(within, [...purposes, overrides.purpose])
  handlers.set(stepId, within)
}

/**
 * Lets a step of the host that checks its input refuse more than it does; nothing has moved by then.
 * Throws if the host no longer has the step.
 */
export const guardStep = (
  workflowId: string,
  stepId: string,
  guard: (args: StepArguments) => void | Promise<void>
): void =>
  wrapInvoke(workflowId, stepId, "guard", async (args, invoke) => {
    await guard(args)
    return await invoke(args)
  })

/** Runs work of ours before a step of the host. Throws if the host no longer has the step. */
export const beforeStep = (
  workflowId: string,
  stepId: string,
  work: (args: StepArguments) => Promise<void>
): void =>
  wrapInvoke(workflowId, stepId, "before", async (args, invoke) => {
    await work(args)
    return await invoke(args)
  })

/**
 * Lets later steps of a flow of the host work with another result than that of the step.
 * Throws if the host no longer has the step.
 */
export const correctResult = <Result>(
  workflowId: string,
  stepId: string,
  correct: (result: Result, args: StepArguments) => Promise<Result>
): void =>
  wrapInvoke(workflowId, stepId, "correct", async (args, invoke) => {
    const answer = (await invoke(args)) as { output: { output: Result } }
    const output = await correct(answer.output.output, args)
    return { ...answer, output: { ...answer.output, output } }
  })

const wrapInvoke = (
  workflowId: string,
  stepId: string,
  purpose: string,
  around: (args: StepArguments, invoke: StepHandler["invoke"]) => Promise<unknown>
): void => {
  const handlers = registry.getWorkflow(workflowId)?.handlers_
  const step = handlers?.get(stepId)
  if (!handlers || !step) throw new Error(`The host's flow ${workflowId} has no step ${stepId}.`)
  const purposes = wrapped.get(step) ?? []
  if (purposes.includes(purpose)) return
  const within: StepHandler = { ...step, invoke: (args) => around(args, step.invoke) }
  wrapped.set(within, [...purposes, purpose])
  handlers.set(stepId, within)
}

const overriding = (args: StepArguments, override: Override): MedusaContainer =>
  new Proxy(args.container, {
    get: (target, property, receiver) =>
      property === "resolve"
        ? (key: string, ...rest: []) => override(key, target.resolve(key, ...rest), args)
        : (Reflect.get(target, property, receiver) as unknown),
  })

/** A service of the host with one method replaced. */
export const withMethod = <Service extends object>(
  service: Service,
  method: string,
  replacement: (...input: never[]) => unknown
): Service =>
  new Proxy(service, {
    get: (target, property) => (property === method ? replacement : bound(target, property)),
  })

const bound = (target: object, property: string | symbol): unknown => {
  const value: unknown = Reflect.get(target, property)
  return typeof value === "function"
    ? (value as (...input: unknown[]) => unknown).bind(target)
    : value
}
