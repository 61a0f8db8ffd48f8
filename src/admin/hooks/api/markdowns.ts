import type { Deleted } from "../../../http-contract/common"
import type {
  CreateMarkdownBody,
  Markdown,
  PlannedMarkdown,
  UpdateMarkdownBody,
} from "../../../http-contract/markdown"
import { request } from "../../lib/request"
import type { Parameters } from "../../lib/to-search"
import { useReading, useReadingOne, type Listed, type ReadingOptions } from "./use-reading"
import { useWriting, type WritingOptions } from "./use-writing"

type One = { markdown: Markdown }
type MarkdownList = Listed<"markdowns", Markdown>

export const useMarkdowns = (query?: Parameters, options?: ReadingOptions<MarkdownList>) =>
  useReading("markdowns", query, options)

export const useMarkdown = (id?: string) => useReadingOne<One>("markdowns", id)

const SHOWN = 100

/** The items of a schedule, and what is asked for them today. */
export const useMarkdownPlan = (id: string) =>
  useReading<Listed<"planned", PlannedMarkdown>>(`markdowns/${id}/plan`, { limit: SHOWN })

/** The preview of a schedule. */
export const useMarkdownPreview = (
  options?: WritingOptions<{ planned: PlannedMarkdown[]; count: number }, CreateMarkdownBody>
) => useWriting((body) => request("markdowns/preview", { method: "POST", body }), options)

export const useCreateMarkdown = (options?: WritingOptions<One, CreateMarkdownBody>) =>
  useWriting((body) => request<One>("markdowns", { method: "POST", body }), options)

export const useUpdateMarkdown = (id: string, options?: WritingOptions<One, UpdateMarkdownBody>) =>
  useWriting((body) => request<One>(`markdowns/${id}`, { method: "POST", body }), options)

export const useDeleteMarkdown = (
  id: string,
  options?: WritingOptions<Deleted<"markdown">, void>
) =>
  useWriting(() => request<Deleted<"markdown">>(`markdowns/${id}`, { method: "DELETE" }), options)
