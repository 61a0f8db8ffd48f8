import { kindOf } from "../../domain/kinds"
import type { Ports, Posted } from "../posting/post"
import { reverseDocument, type ReverseDocument } from "./reverse-document"
import { reverseOwnershipTransfer } from "./reverse-ownership-transfer"
import { findSaleOf, withFollowing } from "./sold-at-delivery"

/** Reverses a document of any kind, and what a delivery or a receipt has sold with it. */
export const reverse = async (ports: Ports, command: ReverseDocument): Promise<Posted> => {
  const sale = await reverseSaleOf(ports, command)
  const reversed =
    kindOf(command.type).reversal === "transfer"
      ? await reverseOwnershipTransfer(ports, command)
      : await reverseDocument(ports, command)
  return withFollowing(reversed, sale)
}

/**
 * Goods that were sold with a delivery or a receipt are not sold once it is reversed. A sale that a connected store has
 * confirmed stands, so that the delivery cannot be reversed: its goods have moved.
 */
const reverseSaleOf = async (
  ports: Ports,
  { type, document_id, created_by }: ReverseDocument
): Promise<Posted | null> => {
  if (type !== "delivery" && type !== "goods_receipt") return null
  const sale = await findSaleOf(ports.sql, document_id)
  return sale && !sale.is_confirmed
    ? // Whether the delivery may be reversed is decided with the delivery.
      await reverse(
        { ...ports, peers: undefined },
        {
          type: sale.type,
          document_id: sale.id,
          created_by,
          with_delivery: true,
        }
      )
    : null
}
