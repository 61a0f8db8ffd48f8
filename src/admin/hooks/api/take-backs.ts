import type { Document } from "../../../http-contract/document"
import type {
  PostAnnouncedTakeBackBody,
  SettleTakeBackDifferenceBody,
} from "../../../http-contract/outbound-documents"
import { request } from "../../lib/request"
import { useWriting } from "./use-writing"

/** Posts what arrived of a return that a connected store has announced. */
export const usePostAnnounced = (id: string) =>
  useWriting(async (body: PostAnnouncedTakeBackBody) => {
    const path = `take-backs/${id}/post`
    return (await request<{ take_back: Document }>(path, { method: "POST", body })).take_back
  })

/** Settles who pays for announced units that did not arrive. */
export const useSettleDifference = (id: string) =>
  useWriting((body: SettleTakeBackDifferenceBody) =>
    request<{ take_back: Document }>(`take-backs/${id}/difference`, { method: "POST", body })
  )
