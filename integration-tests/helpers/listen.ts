import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

export interface Told {
  name: string
  data: { id: string } & Record<string, unknown>
}

/** What the host's event bus is told from now on. */
export const listen = (container: MedusaContainer) => {
  const emit = jest.spyOn(container.resolve(Modules.EVENT_BUS), "emit")
  return {
    told: (): Told[] => emit.mock.calls.flatMap(([events]) => events as Told[]),
    forget: (): void => void emit.mockClear(),
    stop: (): void => emit.mockRestore(),
  }
}
