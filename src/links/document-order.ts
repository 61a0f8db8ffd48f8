import { defineLink } from "@medusajs/framework/utils"
import OrderModule from "@medusajs/medusa/order"
import ConsignmentModule from "../modules/consignment"

/** `order` of a goods issue or its return. */
export const documentOrder = defineLink(
  { linkable: ConsignmentModule.linkable.consignmentDocument, field: "order_id" },
  OrderModule.linkable.order,
  { readOnly: true }
)

/** `consignment_documents` of an order. */
export const orderDocuments = defineLink(
  { linkable: OrderModule.linkable.order, field: "id", isList: true },
  { ...ConsignmentModule.linkable.consignmentDocument.id, primaryKey: "order_id" },
  { readOnly: true }
)
