import assert from "node:assert"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

export interface Told {
  name: string
  data: { id: string } & Record<string, unknown>
}

/** Events that the host's event bus is told from now on. */
export const listen = (container: MedusaContainer) => {
  const bus = container.resolve(Modules.EVENT_BUS)
  const isHeard = jest.isMockFunction(Reflect.get(bus, "emit"))
  assert(!isHeard, "An earlier test has not stopped listening.")
  const emit = jest.spyOn(bus, "emit")
  return {
    told: (): Told[] => emit.mock.calls.flatMap(([events]) => events as Told[]),
    forget: (): void => void emit.mockClear(),
    stop: (): void => emit.mockRestore(),
  }
}
