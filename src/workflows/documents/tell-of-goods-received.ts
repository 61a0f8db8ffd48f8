import type { CreateNotificationDTO, MedusaContainer } from "@medusajs/framework/types"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { readBlankFields } from "../article/read-item-card"
import { ConsignmentEvents } from "../events"
import { sendNotificationsStep } from "../notification/steps/send-notifications"
import { ledgerOf } from "../posting/post-document"

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
    const lines = toLines((await ledger.retrieveDocument(id, "goods_receipt")).lines)
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
          lines,
          fields_to_complete: await findFieldsToComplete(container, lines),
        },
        trigger_type: ConsignmentEvents.GOODS_RECEIPT_POSTED,
        resource_id: id,
        resource_type: "consignment_document",
        idempotency_key: `consignment-goods-received:${id}`,
      },
    ])
  }
)

interface ReceivedLine {
  inventory_item_id: string
  sku: string | null
  quantity: string
  batch?: string | null
  expires_at?: string | null
  serial_numbers?: string[] | null
}

const toLines = (lines: ReceivedLine[]): ReceivedLine[] =>
  lines.map(({ inventory_item_id, sku, quantity, batch, expires_at, serial_numbers }) => ({
    inventory_item_id,
    sku,
    quantity,
    batch: batch ?? null,
    expires_at: expires_at ?? null,
    serial_numbers: serial_numbers ?? null,
  }))

/** Empty fields of the articles that have come from a connected store. */
const findFieldsToComplete = async (container: MedusaContainer, lines: ReceivedLine[]) => {
  const itemIds = [...new Set(lines.map((line) => line.inventory_item_id))]
  const held = await ledgerOf(container).articles.findHeldItems(itemIds)
  const blank = await readBlankFields(container, held)
  // In the order of the lines.
  return itemIds.flatMap((id) => {
    const fields = blank.get(id) ?? []
    const sku = lines.find((line) => line.inventory_item_id === id)?.sku ?? null
    return fields.length > 0 ? [{ sku, fields }] : []
  })
}

export const tellOfGoodsReceivedWorkflowId = "consignment-tell-of-goods-received"

/** Tells the warehouse, once, that a contractor's goods have come. */
export const tellOfGoodsReceivedWorkflow = createWorkflow(
  tellOfGoodsReceivedWorkflowId,
  (input: WorkflowData<TellOfGoodsReceived>) =>
    new WorkflowResponse(sendNotificationsStep(writeGoodsReceivedStep(input)))
)

/** As the workflow, which most receipts need not start: few warehouses have an address. */
export const tellOfGoodsReceived = async (
  container: MedusaContainer,
  { id }: TellOfGoodsReceived
): Promise<void> => {
  if (!(await ledgerOf(container).hasAddressForReceipt(id))) return
  await tellOfGoodsReceivedWorkflow(container).run({ input: { id } })
}
