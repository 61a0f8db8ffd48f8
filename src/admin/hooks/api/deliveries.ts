import type { Deleted } from "../../../http-contract/common"
import type { Document } from "../../../http-contract/document"
import type {
  Delivery,
  EndHireBody,
  ExtendHireBody,
  PostDeliveryBody,
  ReceiveDeliveryBody,
} from "../../../http-contract/outbound-documents"
import { request } from "../../lib/request"
import { useReadingOne, type ReadingOptions } from "./use-reading"
import { useWriting, type WritingOptions } from "./use-writing"

type One<Answer = Delivery> = { delivery: Answer }

/** Posted, or a pick list still. */
export const useDelivery = (id?: string, options?: ReadingOptions<One>) =>
  useReadingOne("deliveries", id, options)

/** Writes a pick list, or changes the one that is named. */
export const useSavePickList = (
  id: string | undefined,
  options?: WritingOptions<Delivery, Omit<PostDeliveryBody, "status">>
) =>
  useWriting(async ({ idempotency_key: key, ...body }) => {
    const { delivery } = id
      ? await request<One>(`deliveries/${id}`, {
          method: "POST",
          // Emptied fields are cleared.
          body: { reference: null, note: null, ...body },
        })
      : await request<One>("deliveries", {
          method: "POST",
          body: { ...body, idempotency_key: key, status: "draft" },
        })
    return delivery
  }, options)

/** Posts a pick list as it is. */
export const usePostPickList = (id: string, options?: WritingOptions<Document, void>) =>
  useWriting(async () => {
    const path = `deliveries/${id}/post`
    return (await request<One<Document>>(path, { method: "POST", body: {} })).delivery
  }, options)

export const useDeletePickList = (
  id: string,
  options?: WritingOptions<Deleted<"delivery">, void>
) =>
  useWriting(() => request<Deleted<"delivery">>(`deliveries/${id}`, { method: "DELETE" }), options)

/** Keeps what the customer says arrived. */
export const useReceiveDelivery = (
  id: string,
  options?: WritingOptions<Delivery, ReceiveDeliveryBody>
) =>
  useWriting(async (body) => {
    const path = `deliveries/${id}/receipt`
    return (await request<One>(path, { method: "POST", body })).delivery
  }, options)

/** Ends the hire of delivered units, now or with a day. */
export const useEndHire = (id: string) =>
  useWriting(async (body: EndHireBody) => {
    const path = `deliveries/${id}/end-hire`
    return (await request<One<Document>>(path, { method: "POST", body })).delivery
  })

/** Lets the hire of delivered units run on. */
export const useExtendHire = (id: string) =>
  useWriting(async (body: ExtendHireBody) => {
    const path = `deliveries/${id}/extend-hire`
    return (await request<One<Document>>(path, { method: "POST", body })).delivery
  })
