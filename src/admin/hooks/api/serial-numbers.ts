import type { Document } from "../../../http-contract/document"
import type { NameIssuedSerialNumbersBody } from "../../../http-contract/serial-number"
import { request } from "../../lib/request"
import { useWriting, type WritingOptions } from "./use-writing"

/** Names the units that left with a goods issue. */
export const useNameIssued = (
  options?: WritingOptions<Document, NameIssuedSerialNumbersBody & { id: string }>
) =>
  useWriting(async ({ id, ...body }: NameIssuedSerialNumbersBody & { id: string }) => {
    const path = `goods-issues/${id}/serial-numbers`
    const answer = await request<{ goods_issue: Document }>(path, { method: "POST", body })
    return answer.goods_issue
  }, options)
