import type { ImportException } from "../../../http-contract/import"
import { request } from "../../lib/request"
import type { Parameters } from "../../lib/to-search"
import { useReading, type Listed, type ReadingOptions } from "./use-reading"
import { useWriting, type WritingOptions } from "./use-writing"

type List = Listed<"import_exceptions", ImportException>

export const useImportExceptions = (query?: Parameters, options?: ReadingOptions<List>) =>
  useReading<List>("import-exceptions", query, options)

/** Takes an exception off the list; nothing is posted. */
export const useDismissImportException = (options?: WritingOptions<ImportException, string>) =>
  useWriting(async (id: string) => {
    const path = `import-exceptions/${id}/dismiss`
    const answer = await request<{ import_exception: ImportException }>(path, { method: "POST" })
    return answer.import_exception
  }, options)
