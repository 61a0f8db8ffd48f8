import type { CreateNotificationDTO } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { ConsignmentEvents } from "../../events"
import { ledgerOf } from "../../host/post-document"

export interface TellOfGoodsReceived {
  /** The goods receipt. */
  id: string
}

export const writeGoodsReceivedStepId = "consignment-write-goods-received"

/** Writes to the warehouse that goods have come, if it has an address: somebody may have to check them. */
export const writeGoodsReceivedStep = createStep(
  writeGoodsReceivedStepId,
  async ({ id }: TellOfGoodsReceived, { container }) => {
    const ledger = ledgerOf(container)
    const [receipt] = await ledger.listConsignmentDocuments({ id, type: "goods_receipt" })
    const { number, reference, contractor_id, warehouse_id, effective_at } = receipt ?? {}
    const [warehouse] = await ledger.listConsignmentWarehouses({ id: warehouse_id ?? [] })
    const address = warehouse?.notification_email
    if (!address) return new StepResponse<CreateNotificationDTO[]>([])
    const [contractor] = await ledger.listConsignmentContractors({ id: contractor_id ?? [] })
    return new StepResponse<CreateNotificationDTO[]>([
      {
        to: address,
        channel: "email",
        template: "consignment-goods-received",
        data: {
          id,
          number,
          reference,
          effective_at,
          warehouse_id,
          warehouse_name: warehouse.name,
          contractor_id,
          contractor_code: contractor?.code ?? null,
          contractor_name: contractor?.name ?? null,
        },
        trigger_type: ConsignmentEvents.GOODS_RECEIPT_POSTED,
        resource_id: id,
        resource_type: "consignment_document",
        idempotency_key: `consignment-goods-received:${id}`,
      },
    ])
  }
)
