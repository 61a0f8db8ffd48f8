import type { Permission } from "../../../../../http-contract/permission"

/** A shop is made of a partner, an agreement and a warehouse. */
export const forShops: Permission[] = [
  "consignment_contractor:manage",
  "consignment_agreement:manage",
  "consignment_warehouse:manage",
]
