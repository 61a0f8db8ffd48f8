import type { Ageing, LotTrace, SilentShop } from "../../../http-contract/worklist"
import type { Parameters } from "../../lib/to-search"
import { useReading, type Listed } from "./use-reading"

/** How long goods lie where they are, and until when they may, the oldest first. */
export const useAgeing = (query?: Parameters) =>
  useReading<Listed<"ageing", Ageing>>("ageing", query)

/** Customers' shops with goods of ours that have reported nothing for long. */
export const useSilentShops = () => useReading<{ silent_shops: SilentShop[] }>("silent-shops")

/** From the paper that made a lot to those that sold, invoiced or brought home its pieces. */
export const useLotTrace = (id: string) =>
  useReading<{ trace: LotTrace }>(`lots/${id}/trace`, undefined, { placeholderData: undefined })
