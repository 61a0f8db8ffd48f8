import type { Ports, Posted } from "../posting/post"
import type { StrategyRegistry } from "./strategies"

/** Context of a posting, and the issue strategies of the store. */
export interface StorePorts extends Ports {
  strategies: StrategyRegistry
}

/** Posts a document of one kind in the caller's transaction, as `postGoodsReceipt` does. */
export type PostingFunction<Command> = (ports: StorePorts, command: Command) => Promise<Posted>
