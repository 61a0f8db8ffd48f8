import { bodyOf } from "../bodies"
import type { DescribedArticle } from "../../articles/article"
import { aboutDelivery, PeerException, type PeerError } from "../../domain/peers"
import { postGoodsReceipt } from "../../ledger/documents/post-goods-receipt"
import { following, toFollowingDate, type Applier, type Applying } from "../applying"
import type { DeliveryPostedBody, DeliveryReceivedBody } from "../bodies"
import type { LinkRow } from "../../articles/links"
import { tell } from "../feed"
import { throwPeerException } from "./article-described"
import { requirePairedWarehouse } from "../paired-warehouses"

/** Posts a delivery of the owner's store as one goods receipt. */
export const deliveryPosted: Applier = {
  apply: async (applying) => {
    const { sql, peer } = applying
    const body = bodyOf<DeliveryPostedBody>(applying.message)
    const warehouse = await requirePairedWarehouse(sql, peer.id, body.pair_id)
    await followLiability(applying, body)
    await reviveArticles(applying, body)
    const links = await requireLinks(applying, body)
    const posted = await postGoodsReceipt(following(applying, `delivery:${body.delivery_id}`), {
      contractor_id: peer.contractor_id,
      warehouse_id: warehouse,
      currency_code: body.currency_code,
      effective_at: await toFollowingDate(applying, body.currency_code, body.effective_at),
      reference: body.number,
      note: body.note,
      lines: body.lines.map((line) => {
        const link = links.get(line.link_id)
        return {
          inventory_item_id: link?.inventory_item_id ?? "",
          sku: link?.sku ?? null,
          quantity: line.quantity,
          unit_cost: line.unit_price,
          batch: line.batch,
          expires_at: line.expires_at,
          serial_numbers: line.serial_numbers,
          terms: line.terms ?? undefined,
          hire_until: line.hire_until,
          origin_line_id: line.origin_line_id,
        }
      }),
    })
    const [receipt = posted] = posted.parts ?? []
    await tellReceived(applying, {
      delivery_id: body.delivery_id,
      effective_at: receipt.written?.head.effective_at ?? null,
      number: receipt.written?.head.number ?? null,
      lines: body.lines.map(({ origin_line_id, terms, quantity }) => ({
        origin_line_id,
        state: "received",
        ...(terms === "sale" ? { sold: quantity } : {}),
      })),
    })
    return [posted]
  },

  refused: async (applying, error) => {
    const { delivery_id, lines } = bodyOf<DeliveryPostedBody>(applying.message)
    const errors = errorsByLine(error)
    await tellReceived(applying, {
      delivery_id,
      effective_at: null,
      number: null,
      lines: lines.map(({ origin_line_id }, index) => ({
        origin_line_id,
        state: "failed",
        ...(errors.size === 0
          ? { code: error.code, message: error.message }
          : (errors.get(index) ?? {
              code: "WAITS",
              message: "Other lines of the delivery cannot be received.",
            })),
      })),
    })
  },
}

/** The owner may have agreed on another liability since the stores were connected. */
const followLiability = async (
  { sql, peer }: Applying,
  { currency_code, count_loss_liability: liability }: DeliveryPostedBody
): Promise<void> => {
  if (liability !== "consignee" && liability !== "consignor") return
  const known = (peer.terms ?? []).find((terms) => terms.currency_code === currency_code)
  if (known?.count_loss_liability === liability) return
  const terms = [
    ...(peer.terms ?? []).filter((other) => other !== known),
    {
      ...{ currency_code, return_within_days: null, ...known },
      count_loss_liability: liability,
    },
  ]
  await sql(`update consignment_peer set terms = ?::jsonb, updated_at = now() where id = ?`, [
    JSON.stringify(terms),
    peer.id,
  ])
}

const tellReceived = async ({ sql, peer }: Applying, body: DeliveryReceivedBody): Promise<void> =>
  await tell(sql, peer.id, {
    type: "delivery.received",
    about: [aboutDelivery(body.delivery_id)],
    body: { ...body },
  })

/** The lines at fault; none if the delivery as a whole is. */
const errorsByLine = ({ details }: { details?: Record<string, unknown> }) => {
  const lines = (details?.lines ?? []) as (PeerError & { index: number })[]
  return new Map(lines.map(({ index, code, message }) => [index, { code, message }]))
}

/** Articles that were deleted here since are made again. */
const reviveArticles = async (
  { sql, context, host, peer, attempt, afterCommit }: Applying,
  { lines }: DeliveryPostedBody
): Promise<void> => {
  const ended = await sql<LinkRow>(
    `select * from consignment_peer_link
     where peer_id = ? and id = any(?::text[]) and state = 'ended' and described is not null order by id`,
    [peer.id, lines.map((line) => line.link_id)]
  )
  for (const { described } of ended) {
    const article = described as DescribedArticle
    const { choice } = attempt
    const applied = await host
      .applyArticle(context, peer, article, { choice })
      .catch(throwPeerException)
    afterCommit.push(applied.emitEvents)
  }
}

/** Throws: ARTICLE_SKIPPED, LINK_BROKEN, naming each line. */
const requireLinks = async (
  { sql, peer }: Applying,
  { lines }: DeliveryPostedBody
): Promise<Map<string, LinkRow>> => {
  const links = await sql<LinkRow>(
    `select * from consignment_peer_link where peer_id = ? and id = any(?::text[]) and state <> 'ended'`,
    [peer.id, lines.map((line) => line.link_id)]
  )
  const byId = new Map(links.map((link) => [link.id, link]))
  const refused = lines.flatMap((line, index) => {
    const link = byId.get(line.link_id)
    if (link?.state === "linked") return []
    const article = line.sku ?? line.link_id
    return link
      ? { index, code: "LINK_BROKEN" as const, message: `The link of ${article} is broken.` }
      : { index, code: "ARTICLE_SKIPPED" as const, message: `${article} is not linked here.` }
  })
  const [first] = refused
  if (first) throw new PeerException(first.code, first.message, { lines: refused })
  return byId
}
