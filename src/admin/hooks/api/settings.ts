import type { Settings, UpdateSettingsBody } from "../../../http-contract/settings"
import { request } from "../../lib/request"
import { useReading } from "./use-reading"
import { useWriting, type WritingOptions } from "./use-writing"

type One = { settings: Settings }

export const useSettings = () => useReading<One>("settings")

export const useUpdateSettings = (options?: WritingOptions<One, UpdateSettingsBody>) =>
  useWriting((body) => request<One>("settings", { method: "POST", body }), options)
