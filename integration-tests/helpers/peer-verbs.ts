import assert from "node:assert"
import type { Connected, Line, Paper } from "./connected-stores"
import type { Store } from "./two-stores"

const base = "/admin/consignment"

export interface Settlement {
  id: string
  number: string
  status: string
  cut_off: string
  net_value: string
  lines: { sku: string; net: string; net_value: string }[]
}

export interface OpenException {
  id: string
  code: string
  type: string
  waiting: number
}

export interface PeerMessage {
  sequence: number
  type: string
  state: string
  body: Record<string, unknown>
}

export const firstLine = (paper: Paper | undefined): Line => {
  const [line] = paper?.lines ?? []
  assert(line)
  return line
}

/** Requests of both sides of a connection. */
export const verbsOf = (stores: Connected) => {
  const { a, b, atA, atB, home } = stores
  const sideOf = (store: Store) => (store === a ? atA : atB)

  const one = async (store: Store, path: string, key: string, body: object): Promise<Paper> =>
    (await store.do<Record<string, Paper>>(`${base}/${path}`, body))[key] as Paper

  const list = async <Row = Paper>(store: Store, path: string, query = ""): Promise<Row[]> => {
    const answer = await store.read<Record<string, Row[]>>(
      `${base}/${path}?contractor_id=${sideOf(store).contractor}&limit=1000${query}`
    )
    return answer[path.replaceAll("-", "_")] as Row[]
  }

  return {
    list,
    issue: (sku: string, quantity: string, more: object = {}) =>
      one(b, "goods-issues", "goods_issue", {
        stock_location_id: atB.location,
        lines: [{ sku, quantity, ...more }],
      }),
    sendBack: (sku: string, quantity: string, more: object = {}) =>
      one(b, "consignor-returns", "consignor_return", {
        contractor_id: atB.contractor,
        warehouse_id: atB.warehouse,
        lines: [{ sku, quantity, ...more }],
      }),
    count: (sku: string, counted_quantity: string, more: object = {}) =>
      one(b, "stock-counts", "stock_count", {
        contractor_id: atB.contractor,
        warehouse_id: atB.warehouse,
        lines: [{ sku, counted_quantity, ...more }],
      }),
    takeBack: (sku: string, quantity: string, more: object = {}) =>
      one(a, "take-backs", "take_back", {
        warehouse_id: atA.warehouse,
        to_stock_location_id: home,
        lines: [{ sku, quantity, ...more }],
      }),
    settle: async (more: object = {}): Promise<Settlement> =>
      (
        await b.do<{ settlement: Settlement }>(`${base}/settlements`, {
          contractor_id: atB.contractor,
          ...more,
        })
      ).settlement,
    settlementsAt: (store: Store) => list<Settlement>(store, "settlements"),
    reverse: (store: Store, path: string, { id }: { id: string }) =>
      store.post(`${base}/${path}/${id}/reverse`),

    /** Units of a delivery line that remain at both stores. */
    remaining: async (line: Line): Promise<(string | undefined)[]> => {
      const [ours] = await a.sql<{ sum: string }>(
        `select trim_scale(sum(quantity_remaining))::text as sum from consignment_lot where line_id = $1`,
        [line.id]
      )
      const [theirs] = await b.sql<{ sum: string }>(
        `select trim_scale(sum(l.quantity_remaining))::text as sum from consignment_lot l
         join consignment_lot root on root.id = coalesce(l.origin_lot_id, l.id)
         join consignment_document_line o on o.id = root.line_id where o.origin_line_id = $1`,
        [line.id]
      )
      return [ours?.sum, theirs?.sum]
    },
    exceptionsAt: async (store: Store, status = "open"): Promise<OpenException[]> =>
      (
        await store.read<{ exceptions: OpenException[] }>(
          `${base}/peers/${sideOf(store).peer}/exceptions?status=${status}`
        )
      ).exceptions,
    answer: (store: Store, { id }: OpenException, verb: "retry" | "dismiss", body: object = {}) =>
      store.post(`${base}/peers/${sideOf(store).peer}/exceptions/${id}/${verb}`, body),
    /** The latest message of a type that a store has received. */
    receivedAt: async (store: Store, type: string): Promise<PeerMessage | undefined> => {
      const { messages } = await store.read<{ messages: PeerMessage[] }>(
        `${base}/peers/${sideOf(store).peer}/messages?feed=received&type=${type}&limit=1000`
      )
      return messages.sort((one, other) => other.sequence - one.sequence)[0]
    },
    statementOf: async (store: Store, query = "?refresh=true") => {
      const { statement } = await store.read<{
        statement: {
          lines: Record<string, string>[]
          settlements: Record<string, string>[]
          differences: number
        }
      }>(`${base}/peers/${sideOf(store).peer}/statement${query}`)
      return statement
    },
    setStatus: (store: Store, status: "paused" | "connected") =>
      store.do(`${base}/peers/${sideOf(store).peer}`, { status }),
  }
}
