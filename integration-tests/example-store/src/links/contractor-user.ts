// src/links/contractor-user.ts
import { defineLink } from "@medusajs/framework/utils"
import UserModule from "@medusajs/medusa/user"
import ConsignmentModule from "medusa-plugin-consignment/modules/consignment"

/** The colleague who looks after a contractor, and for what. */
export default defineLink(
  ConsignmentModule.linkable.consignmentContractor,
  UserModule.linkable.user,
  { database: { extraColumns: { duty: { type: "text", nullable: true } } } }
)
