import assert from "node:assert"
import type { Peer } from "../../src/http-contract/peer"
import { eventually, openStore, unique, type Store } from "./two-stores"

const base = "/admin/consignment"

export interface Line {
  id: string
  sku: string | null
  quantity: string
  [field: string]: unknown
}

export interface Paper {
  id: string
  number: string
  status: string
  lines: Line[]
  [field: string]: unknown
}

export interface Setting {
  currency?: string
  /** Currencies of further agreements. */
  moreCurrencies?: string[]
  /** Further terms of the agreements of both sides. */
  agreement?: object
  existingArticles?: "ask" | "link"
  /** More of the warehouses of both. */
  warehouse?: object
  /** More of the holder's warehouse. */
  holdersWarehouse?: object
  /** Which of the two stores owns the goods, and which holds them. */
  storeA?: "a" | "b"
  storeB?: "a" | "b"
}

const create = async <Body>(store: Store, path: string, body: object, key: string): Promise<Body> =>
  (await store.do<Record<string, Body>>(path, body))[key] as Body

/** Of every location; the host gives one that has none no address later. */
export const address = { address_1: "1 Main Street", city: "Delft", country_code: "nl" }

const location = async (store: Store): Promise<string> =>
  (
    await create<{ id: string }>(
      store,
      "/admin/stock-locations",
      { name: unique("Location"), address },
      "stock_location"
    )
  ).id

/** One more warehouse of a customer, or of a supplier's goods. */
export const makeWarehouse = async (store: Store, more: object = {}): Promise<string> => {
  const { stock_location: place } = await store.do<{ stock_location: { id: string } }>(
    "/admin/stock-locations",
    { name: unique("Place"), address }
  )
  const direction = "contractor_id" in more ? "outbound" : "inbound"
  const { warehouse } = await store.do<{ warehouse: { id: string } }>(`${base}/warehouses`, {
    stock_location_id: place.id,
    direction,
    name: unique("Warehouse"),
    ...more,
  })
  return warehouse.id
}

/** Each side knows the other as a contractor with an agreement, and has a warehouse for the goods. */
export const prepareStores = async (setting: Setting = {}) => {
  const { currency = "EUR", moreCurrencies = [], agreement = {}, warehouse = {} } = setting
  const a = openStore(setting.storeA ?? "a")
  const b = openStore(setting.storeB ?? "b")
  const side = async (store: Store, direction: "inbound" | "outbound") => {
    const code = unique(store.name.toUpperCase())
    const contractor = await create<{ id: string }>(
      store,
      `${base}/contractors`,
      { code, name: code },
      "contractor"
    )
    for (const currency_code of [currency, ...moreCurrencies]) {
      await store.do(`${base}/agreements`, {
        contractor_id: contractor.id,
        direction,
        currency_code,
        ...agreement,
      })
    }
    const created = await create<{ id: string; stock_location_id: string }>(
      store,
      `${base}/warehouses`,
      {
        stock_location_id: await location(store),
        direction,
        name: unique("Warehouse"),
        ...(direction === "outbound" ? { contractor_id: contractor.id } : {}),
        ...warehouse,
        ...(direction === "inbound" ? setting.holdersWarehouse : {}),
      },
      "warehouse"
    )
    return {
      contractor: contractor.id,
      warehouse: created.id,
      location: created.stock_location_id,
      peer: "",
    }
  }
  return { a, b, atA: await side(a, "outbound"), atB: await side(b, "inbound") }
}

/** Two connected stores: A owns goods, B holds them. */
export const connectStores = async (setting: Setting = {}) => {
  const stores = await prepareStores(setting)
  const { a, b, atA, atB } = stores
  const invited = await a.do<{ peer: Peer; pairing_code: string }>(`${base}/peers`, {
    warehouse_id: atA.warehouse,
  })
  const joined = await b.do<{ peer: Peer }>(`${base}/peers/join`, {
    url: a.line,
    pairing_code: invited.pairing_code,
    warehouse_id: atB.warehouse,
    contractor_id: atB.contractor,
    existing_articles: setting.existingArticles ?? "ask",
  })
  atA.peer = invited.peer.id
  atB.peer = joined.peer.id
  const home = await location(a)

  /** Own stock of an article at A. */
  const article = async (quantity = 100, sku = unique("SKU")): Promise<string> => {
    const item = await create<{ id: string }>(
      a,
      "/admin/inventory-items",
      { sku, title: sku },
      "inventory_item"
    )
    await a.do(`/admin/inventory-items/${item.id}/location-levels`, {
      location_id: home,
      stocked_quantity: quantity,
    })
    return sku
  }

  const deliver = async (lines: object[], more: object = {}): Promise<Paper> =>
    await create<Paper>(
      a,
      `${base}/deliveries`,
      { warehouse_id: atA.warehouse, from_stock_location_id: home, lines, ...more },
      "delivery"
    )

  const delivery = async (id: string): Promise<Paper> =>
    (await a.read<{ delivery: Paper }>(`${base}/deliveries/${id}`)).delivery

  /** The receipts at B of one delivery line. */
  const receiptsOf = async ({ id }: Line): Promise<Paper[]> => {
    const { goods_receipts: receipts } = await b.read<{ goods_receipts: Paper[] }>(
      `${base}/goods-receipts?contractor_id=${atB.contractor}&limit=1000`
    )
    return receipts.filter((receipt) => receipt.lines.some((line) => line.origin_line_id === id))
  }

  /** Delivers and waits until B has told what became of it. */
  const arrived = async (lines: object[], more: object = {}) => {
    const posted = await deliver(lines, more)
    const told = await eventually(
      () => delivery(posted.id),
      (paper) => paper.lines.every((line) => line.peer_state !== "sent")
    )
    const [first] = told.lines
    assert(first)
    const [receipt] = await receiptsOf(first)
    return { delivery: told, receipt }
  }

  const peerAt = async (store: Store): Promise<Peer> => {
    const id = store === a ? atA.peer : atB.peer
    return (await store.read<{ peer: Peer }>(`${base}/peers/${id}`)).peer
  }

  const pull = async (store: Store) =>
    await store.do<{ peer: Peer; applied: number; exceptions: number }>(
      `${base}/peers/${store === a ? atA.peer : atB.peer}/pull`
    )

  /** Both have read all that the other one has written. */
  const caughtUp = async (seconds = 15): Promise<void> => {
    await eventually(
      async () => {
        await pull(a)
        await pull(b)
        return [await peerAt(a), await peerAt(b)]
      },
      (peers) =>
        peers.every(
          ({ behind, sent_sequence: sent, acknowledged_sequence: read }) =>
            behind === 0 && sent === read
        ),
      seconds
    )
  }

  return {
    ...stores,
    home,
    article,
    deliver,
    delivery,
    receiptsOf,
    arrived,
    peerAt,
    pull,
    caughtUp,
  }
}
export type Connected = Awaited<ReturnType<typeof connectStores>>
