import type { Settings, UpdateSettingsBody } from "../../../http-contract/settings"
import { request } from "../../lib/request"
import { useReading } from "./use-reading"
import { useWriting, type WritingOptions } from "./use-writing"

type One = { settings: Settings }

/** With the names of all issue strategies, those of the store included. */
export const useSettings = () => useReading<One & { issue_strategies: string[] }>("settings")

export const useUpdateSettings = (options?: WritingOptions<One, UpdateSettingsBody>) =>
  useWriting((body) => request<One>("settings", { method: "POST", body }), options)
