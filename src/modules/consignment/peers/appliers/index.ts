import type { Applier } from "../applying"
import { hireChanged } from "../hires"
import { articleDescribed } from "./article-described"
import { connectionChanged, warehouseAccepted, warehouseOffered } from "./connection"
import { consignorReturnPosted } from "./consignor-return-posted"
import { deliveryPosted } from "./delivery-posted"
import { deliveryReceived } from "./delivery-received"
import { linkBroken, linkRestored } from "./links"
import { exceptionClosed, exceptionOpened } from "./exceptions"
import { revaluationPosted } from "./revaluation-posted"
import { documentReversed } from "./reversed"
import { settlementCancelled } from "./settlement-cancelled"
import { settlementClosed } from "./settlement-closed"
import { statementTold } from "./statement"
import { stockCountPosted } from "./stock-count-posted"
import { takeBackPosted } from "./take-back-posted"

/** Shown in the list of messages; nothing else follows. */
const shown: Applier = { apply: async () => [] }

/** Applier of each type of message at the store that receives it. */
export const appliers: Readonly<Record<string, Applier>> = {
  "article.described": articleDescribed,
  "connection.changed": connectionChanged,
  "consignor_return.posted": consignorReturnPosted,
  "delivery.posted": deliveryPosted,
  "delivery.received": deliveryReceived,
  "link.broken": linkBroken,
  "link.restored": linkRestored,
  "delivery.reversed": documentReversed,
  "document.reversed": documentReversed,
  "exception.opened": exceptionOpened,
  "exception.closed": exceptionClosed,
  "hire.changed": hireChanged,
  "revaluation.posted": revaluationPosted,
  "settlement.closed": settlementClosed,
  "settlement.cancelled": settlementCancelled,
  "stock_count.posted": stockCountPosted,
  "take_back.posted": takeBackPosted,
  statement: statementTold,
  "take_back.arrived": shown,
  "warehouse.offered": warehouseOffered,
  "warehouse.accepted": warehouseAccepted,
  note: shown,
}
