import { useMutation } from "@tanstack/react-query"
import type { Import, ImportKindName } from "../../../http-contract/import"
import type { Refusal } from "../../lib/refusal"
import { request } from "../../lib/request"
import { documentPaths } from "./documents"
import { useWriting, type WritingOptions } from "./use-writing"

type One = { import: Import }

export interface ImportFile {
  kind: ImportKindName
  file: File
  /** Lines at fault are kept for later, and the others posted. */
  keepsExceptions: boolean
}

const send = ({ kind, file, keepsExceptions }: ImportFile, isDryRun: boolean) =>
  request<One>(`imports/${documentPaths[kind]}`, {
    method: "POST",
    query: { dry_run: isDryRun, keep_exceptions: keepsExceptions },
    file,
  })

/** Tells what a file would post and what is wrong with it; nothing is posted. */
export const useCheckImport = () =>
  useMutation<One, Refusal, ImportFile>({ mutationFn: (given) => send(given, true) })

export const usePostImport = (options?: WritingOptions<One, ImportFile>) =>
  useWriting((given: ImportFile) => send(given, false), options)
