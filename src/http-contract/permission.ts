import type { ReversibleType } from "./document"

const document = ["read", "post", "reverse"] as const
const masterData = ["read", "manage"] as const

/** What a role may be allowed to do, by resource. The host writes one of them as "resource:operation". */
export const permissions = {
  consignment_agreement: masterData,
  consignment_contractor: masterData,
  consignment_settings: masterData,
  consignment_warehouse: masterData,
  /** Lots, movements, stock by owner, the overview and the work lists; "manage" releases leaked reservations. */
  consignment_stock: masterData,
  consignment_consignor_return: document,
  consignment_delivery: document,
  consignment_goods_issue: document,
  consignment_goods_issue_return: document,
  consignment_goods_receipt: document,
  consignment_internal_issue: document,
  consignment_internal_issue_return: document,
  consignment_opening_balance: document,
  consignment_ownership_transfer: document,
  consignment_reported_sale: document,
  consignment_reported_sale_return: document,
  consignment_revaluation: document,
  consignment_stock_count: document,
  consignment_take_back: document,
  consignment_warehouse_transfer: document,
  consignment_settlement: ["read", "settle", "cancel"],
  /** "invoice" covers drafts, posting and credit notes. */
  consignment_invoice: ["read", "invoice"],
  consignment_import_exception: masterData,
} as const satisfies Record<string, readonly string[]> &
  Record<`consignment_${ReversibleType}`, readonly string[]>

type Permissions = typeof permissions
export type PermissionResource = keyof Permissions
type PermissionsOf<Resource extends PermissionResource> = Resource extends PermissionResource
  ? `${Resource}:${Permissions[Resource][number]}`
  : never

export type Permission = PermissionsOf<PermissionResource>

export const splitPermission = (permission: Permission) => {
  const [resource = "", operation = ""] = permission.split(":")
  return { resource, operation }
}
