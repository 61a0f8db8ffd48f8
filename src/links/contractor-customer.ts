import { defineLink } from "@medusajs/framework/utils"
import CustomerModule from "@medusajs/medusa/customer"
import ConsignmentModule from "../modules/consignment"

/** `customer` of a contractor. */
export const contractorCustomer = defineLink(
  { linkable: ConsignmentModule.linkable.consignmentContractor, field: "customer_id" },
  CustomerModule.linkable.customer,
  { readOnly: true }
)

/** `consignment_contractors` of a customer. */
export const customerContractors = defineLink(
  { linkable: CustomerModule.linkable.customer, field: "id", isList: true },
  { ...ConsignmentModule.linkable.consignmentContractor.id, primaryKey: "customer_id" },
  { readOnly: true }
)
