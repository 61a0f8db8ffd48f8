import { kinds, reversibleTypes, type KindsWith, type ReversibleType } from "./kinds"

const document = ["read", "post", "reverse"] as const
const printedDocument = [...document, "send"] as const
const masterData = ["read", "manage"] as const

/** Kinds of documents that have a paper for the contractor. */
export type PrintedType = KindsWith<"prints", true>

const ofDocuments = Object.fromEntries(
  reversibleTypes.map((type) => [`consignment_${type}`, document])
) as Record<`consignment_${ReversibleType}`, typeof document>

/** Papers of these documents are also sent by e-mail. */
const ofPrinted = Object.fromEntries(
  reversibleTypes
    .filter((type) => "prints" in kinds[type])
    .map((type) => [`consignment_${type}`, printedDocument])
) as Record<`consignment_${PrintedType}`, typeof printedDocument>

/** Operations a role may be allowed, by resource. The host writes one of them as "resource:operation". */
export const permissions = {
  consignment_agreement: masterData,
  /** Files of documents, settlements and invoices; each also needs "read" of the paper that it belongs to. */
  consignment_attachment: masterData,
  consignment_contractor: masterData,
  /** Item cards, and the links to articles of connected stores. */
  consignment_item_card: masterData,
  /** Loans of hired units and their returns. */
  consignment_loan: masterData,
  consignment_settings: masterData,
  consignment_warehouse: masterData,
  /** Lots, movements, stock by owner, the overview, the work lists and serial numbers; "manage" releases leaked reservations and registers serial numbers. */
  consignment_stock: masterData,
  ...ofDocuments,
  ...ofPrinted,
  consignment_settlement: ["read", "settle", "cancel", "send"],
  /** "invoice" covers drafts, posting, credit notes and payments; "send" mails the paper, here and elsewhere. */
  consignment_invoice: ["read", "invoice", "send"],
  consignment_import_exception: masterData,
  /** Connections to other stores; "manage" also deals with what could not be applied. */
  consignment_peer: masterData,
} as const satisfies Record<string, readonly string[]>

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
