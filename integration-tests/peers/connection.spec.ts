import assert from "node:assert"
import { createHash, randomUUID } from "node:crypto"
import { importJWK, SignJWT, type JWK } from "jose"
import type { Peer } from "../../src/http-contract/peer"
import {
  connectStores,
  makeWarehouse,
  prepareStores,
  type Connected,
  type Paper,
} from "../helpers/connected-stores"
import { firstLine, verbsOf } from "../helpers/peer-verbs"
import { eventually, type Store } from "../helpers/two-stores"
import { writeMessage } from "../helpers/write-message"

const base = "/admin/consignment"

/** A store's answer to a request that the other one's key has signed. */
const askSigned = async (from: Store, to: Store, { a, atA, atB }: Connected) => {
  const [row] = await from.sql<{ own_key: JWK; connection_id: string }>(
    `select own_key, connection_id from consignment_peer where id = $1`,
    [from === a ? atA.peer : atB.peer]
  )
  assert(row)
  const htu = "/consignment-peer/v1/about"
  const token = await new SignJWT({
    htm: "GET",
    htu,
    bsh: createHash("sha256").update("").digest("base64url"),
  })
    .setProtectedHeader({ alg: "EdDSA" })
    .setAudience(row.connection_id)
    .setIssuedAt()
    .setExpirationTime("60s")
    .setJti(randomUUID())
    .sign(await importJWK(row.own_key, "EdDSA"))
  return await to.send("GET", htu, undefined, { authorization: `Bearer ${token}` })
}

const exceptionsAt = async (store: Store, peer: string) =>
  (
    await store.read<{ exceptions: { id: string; sequence: number; waiting: number }[] }>(
      `${base}/peers/${peer}/exceptions?status=open`
    )
  ).exceptions

describe("a connection", () => {
  let stores: Connected

  beforeEach(async () => {
    stores = await connectStores()
  })

  it("is paused by one side and resumed by that side", async () => {
    const { a, b, atA, atB, article, deliver, delivery, pull, peerAt, caughtUp } = stores
    await caughtUp()
    await b.do(`${base}/peers/${atB.peer}`, { status: "paused" })
    const sku = await article()
    const posted = await deliver([{ sku, quantity: "1", unit_price: "1" }])
    expect(await pull(b)).toMatchObject({ applied: 0, peer: { status: "paused" } })
    await pull(a)
    expect(await peerAt(a)).toMatchObject({ status: "connected" })
    expect((await peerAt(a)).last_error).toContain("paused")
    expect((await delivery(posted.id)).lines[0]?.peer_state).toBe("sent")
    const refused = await a.post(`${base}/peers/${atA.peer}/resume`, { from_sequence: 1 })
    expect(refused).toMatchObject({ status: 400, data: { code: "INVALID_DATA" } })
    await b.do(`${base}/peers/${atB.peer}`, { status: "connected" })
    await caughtUp()
    expect((await delivery(posted.id)).lines[0]?.peer_state).toBe("received")
  })

  it("takes new keys without a gap, also when the answer got lost", async () => {
    const { a, b, atA, atB, article, arrived } = stores
    const keysAt = async (store: Store, peer: string) => {
      const [row] = await store.sql<Record<string, { x: string } | null>>(
        `select own_key, own_next_key, their_key, their_next_key from consignment_peer where id = $1`,
        [peer]
      )
      const of = (name: string) => row?.[name]?.x ?? null
      return {
        own: of("own_key"),
        ownNext: of("own_next_key"),
        their: of("their_key"),
        theirNext: of("their_next_key"),
      }
    }
    const before = await keysAt(a, atA.peer)
    await a.disturb({ lose: 1 })
    const lost = await b.post(`${base}/peers/${atB.peer}/rotate-key`)
    expect(lost).toMatchObject({ status: 400, data: { code: "PEER_UNREACHABLE" } })
    await a.disturb()
    const announced = await keysAt(a, atA.peer)
    expect(announced).toMatchObject({ their: before.their })
    expect(announced.theirNext).toBe((await keysAt(b, atB.peer)).ownNext)
    expect(announced.theirNext).not.toBeNull()
    // The old one still signs.
    const sku = await article()
    const first = await arrived([{ sku, quantity: "1", unit_price: "1" }])
    expect(first.delivery.lines[0]?.peer_state).toBe("received")
    expect(await keysAt(a, atA.peer)).toEqual(announced)
    await b.do(`${base}/peers/${atB.peer}/rotate-key`)
    expect(await keysAt(a, atA.peer)).toMatchObject({
      their: announced.theirNext,
      theirNext: null,
    })
    expect(await keysAt(b, atB.peer)).toMatchObject({ own: announced.theirNext, ownNext: null })
    await a.do(`${base}/peers/${atA.peer}/rotate-key`)
    const { delivery } = await arrived([{ sku, quantity: "1", unit_price: "1" }])
    expect(delivery.lines[0]?.peer_state).toBe("received")
  })

  it("ends at the other store too when the word on it got lost, and drops what was on its way", async () => {
    const { a, b, atA, atB, article, arrived, deliver, pull, peerAt, caughtUp } = stores
    const sku = await article()
    await arrived([{ sku, quantity: "2", unit_price: "1" }])
    await caughtUp()
    const about = ["delivery:1"]
    const failing = await writeMessage(a, atA.peer, { type: "moon.risen", body: {}, about })
    const waiting = await writeMessage(a, atA.peer, { type: "note", body: {}, about })
    await caughtUp()
    const [exception] = await exceptionsAt(b, atB.peer)
    expect(exception).toMatchObject({ sequence: failing, waiting: 1 })
    await b.disturb({ drop: 1 })
    const read = await deliver([{ sku, quantity: "1", unit_price: "1" }])
    // B applies it, and asks for what follows.
    for (let asked = 0; asked < 2; asked += 1) await pull(b)
    expect((await stores.delivery(read.id)).lines[0]?.peer_state).toBe("sent")
    await a.disturb({ drop: 1 })
    const pending = await deliver([{ sku, quantity: "1", unit_price: "1" }])
    const fetched = await verbsOf(stores).takeBack(sku, "1")
    expect(firstLine(fetched).peer_state).toBe("sent")
    expect((await a.delete(`${base}/peers/${atA.peer}`)).status).toBe(200)
    expect(await peerAt(b)).toMatchObject({ status: "connected" })
    await a.disturb()
    await b.disturb()
    expect(await pull(b)).toMatchObject({ applied: 0, peer: { status: "disconnected" } })

    // No line waits for an answer that never comes: B has what it has read, and gets nothing more.
    const unread = { peer_state: "failed", peer_error: { code: "PEER_UNREACHABLE" } }
    expect((await stores.delivery(read.id)).lines).toMatchObject([
      { peer_state: "received", peer_error: null },
    ])
    expect((await stores.delivery(pending.id)).lines).toMatchObject([unread])
    const { take_back } = await a.read<{ take_back: Paper }>(`${base}/take-backs/${fetched.id}`)
    expect(take_back.lines).toMatchObject([unread])
    const stateAt = async (store: Store, feed: string, sequence: number) => {
      const peer = store === a ? atA.peer : atB.peer
      const { messages } = await store.read<{ messages: { sequence: number; state: string }[] }>(
        `${base}/peers/${peer}/messages?feed=${feed}`
      )
      return messages.find((message) => message.sequence === sequence)?.state
    }
    expect(await stateAt(b, "received", waiting)).toBe("dismissed")
    expect(await stateAt(a, "sent", (await peerAt(a)).sent_sequence)).toBe("dismissed")
    // An exception that nobody can decide on any more is no task.
    expect(await peerAt(b)).toMatchObject({ open_exceptions: 0 })
    const retried = await b.post(`${base}/peers/${atB.peer}/exceptions/${exception?.id}/retry`)
    expect(retried).toMatchObject({ status: 400, data: { code: "INVALID_DATA" } })
    for (const [store, side] of [
      [a, atA],
      [b, atB],
    ] as const) {
      const path = `${base}/peers/${side.peer}`
      const refused = { status: 400, data: { code: "INVALID_DATA" } }
      expect(await store.post(path, { status: "connected" })).toMatchObject(refused)
      expect(await store.post(`${path}/rotate-key`)).toMatchObject(refused)
      expect(await store.post(`${path}/resume`, { from_sequence: 1 })).toMatchObject(refused)
      expect(
        await store.post(`${path}/warehouses`, { warehouse_id: side.warehouse })
      ).toMatchObject(refused)
      expect(await store.post(`${path}/pull`)).toMatchObject({ status: 200, data: { applied: 0 } })
      expect((await store.delete(path)).status).toBe(200)
      // A request that the key still signs.
      const answer = await askSigned(store === a ? b : a, store, stores)
      expect(answer.status).toBe(410)
    }
  })

  it("leaves to A what B has not confirmed to have bought: it is reported by hand, or given back", async () => {
    const { a, b, atA, article, deliver, pull, caughtUp } = stores
    const { list, reverse } = verbsOf(stores)
    const sku = await article()
    await caughtUp()
    await b.disturb({ drop: 1 })
    const lines = [{ sku, quantity: "2", unit_price: "1.50", terms: "sale" }]
    const bought = await deliver(lines)
    const returned = await deliver(lines)
    // B applies them, and asks for what follows; A hears nothing of B.
    for (let asked = 0; asked < 2; asked += 1) await pull(b)
    expect(await list(b, "ownership-transfers")).toHaveLength(2)
    await a.delete(`${base}/peers/${atA.peer}`)
    await b.disturb()
    for (const { id } of [bought, returned]) {
      expect((await stores.delivery(id)).lines).toMatchObject([
        { peer_state: "failed", peer_error: { code: "PEER_UNREACHABLE" } },
      ])
    }
    expect(await list(a, "reported-sales")).toEqual([])

    await a.do(`${base}/reported-sales`, {
      warehouse_id: atA.warehouse,
      lines: [{ sku, quantity: "2" }],
    })
    expect(await reverse(a, "deliveries", returned)).toMatchObject({ status: 201 })
    const { settlement } = await a.do<{ settlement: { net_value: string } }>(
      `${base}/settlements`,
      { contractor_id: atA.contractor, direction: "outbound" }
    )
    expect(settlement.net_value).toBe("3.00")
    expect(await list<{ quantity_remaining: string }>(a, "lots", "&open=true")).toEqual([])
  })

  it("ends on both sides, and leaves books and papers free", async () => {
    const { a, b, atA, article, arrived, peerAt, caughtUp } = stores
    const { receipt } = await arrived([{ sku: await article(), quantity: "2", unit_price: "1" }])
    await caughtUp()
    const deleted = await a.delete(`${base}/peers/${atA.peer}`)
    expect(deleted).toMatchObject({ status: 200, data: { deleted: true, object: "peer" } })
    expect(await peerAt(a)).toMatchObject({ status: "disconnected" })
    await eventually(
      () => peerAt(b),
      ({ status }) => status === "disconnected"
    )
    assert(receipt)
    const { goods_receipt: kept } = await b.read<{ goods_receipt: object }>(
      `${base}/goods-receipts/${receipt.id}`
    )
    expect(receipt).toMatchObject({ origin: "peer", read_only: true })
    expect(kept).toMatchObject({ origin: "peer", read_only: false })
    const reversed = await b.post(`${base}/goods-receipts/${receipt.id}/reverse`)
    expect(reversed.status).toBe(201)
    const again = await a.post(`${base}/peers`, { warehouse_id: atA.warehouse })
    expect(again).toMatchObject({ status: 400, data: { code: "CONSIGNED_STOCK_PRESENT" } })
  })

  it("takes each field on its own", async () => {
    const { a, b, atB, peerAt } = stores
    const path = `${base}/peers/${atB.peer}`
    // It may be read at any moment.
    const last_contact_at = expect.any(String) as string
    const before = { ...(await peerAt(b)), last_contact_at }
    const change = async (body: object) => (await b.do<{ peer: Peer }>(path, body)).peer
    expect(await change({})).toEqual(before)
    expect(await change({ name: "The mill" })).toEqual({ ...before, name: "The mill" })
    expect(await change({ existing_articles: "link" })).toEqual({
      ...before,
      name: "The mill",
      existing_articles: "link",
    })
    expect(await change({ name: null })).toMatchObject({ name: before.name })
    expect(await change({ url: a.url })).toMatchObject({ url: a.url, status: "connected" })
    expect(await change({ url: a.line, existing_articles: "ask", status: "connected" })).toEqual(
      before
    )
    for (const body of [
      { url: "nonsense" },
      { url: "ftp://localhost" },
      { url: "http://user:secret@localhost" },
      { url: null },
      { status: "invited" },
      { status: "disconnected" },
      { existing_articles: "skip" },
      { name: "" },
      { contractor_id: "concon_other" },
    ]) {
      const refused = await b.post(path, { existing_articles: "link", ...body })
      expect(refused).toMatchObject({ status: 400, data: { code: "INVALID_DATA" } })
    }
    expect(await peerAt(b)).toEqual(before)
    expect(await b.post(`${base}/peers/cspeer_x`, {})).toMatchObject({ status: 404 })
  })

  it("is resumed only by the side that paused it, and by no other call", async () => {
    const { a, b, atA, atB, pull, peerAt, caughtUp } = stores
    await caughtUp()
    const wants = async (store: Store, peer: string, status: string) =>
      (await store.post(`${base}/peers/${peer}`, { status })).status
    const invited = await prepareStores()
    const { peer } = await a.do<{ peer: Peer }>(`${base}/peers`, {
      warehouse_id: invited.atA.warehouse,
    })
    for (const status of ["connected", "paused"]) expect(await wants(a, peer.id, status)).toBe(400)
    expect(await wants(a, atA.peer, "paused")).toBe(200)
    expect(await wants(a, atA.peer, "paused")).toBe(200)
    expect(await pull(b)).toMatchObject({
      applied: 0,
      peer: { status: "connected", last_error_reason: "paused" },
    })
    expect(await wants(b, atB.peer, "connected")).toBe(200)
    expect(await peerAt(a)).toMatchObject({ status: "paused" })
    expect(await a.post(`${base}/peers/${atA.peer}/rotate-key`)).toMatchObject({ status: 400 })
    // Both may pause; each resumes for itself.
    expect(await wants(b, atB.peer, "paused")).toBe(200)
    expect(await wants(a, atA.peer, "connected")).toBe(200)
    expect(await pull(a)).toMatchObject({ peer: { last_error_reason: "paused" } })
    expect(await wants(b, atB.peer, "connected")).toBe(200)
    await caughtUp()
    expect(await peerAt(a)).toMatchObject({ last_error: null, last_error_reason: null })
  })

  it("applies nothing of what waits while it is paused", async () => {
    const { a, b, atA, atB, pull, caughtUp } = stores
    await caughtUp()
    await writeMessage(a, atA.peer, { type: "moon.risen", body: {}, about: ["delivery:1"] })
    const waiting = await writeMessage(a, atA.peer, {
      type: "note",
      body: {},
      about: ["delivery:1"],
    })
    await caughtUp()
    await b.do(`${base}/peers/${atB.peer}`, { status: "paused" })
    await b.sql(
      `update consignment_peer_message set state = 'dismissed'
       where peer_id = $1 and feed = 'received' and state = 'exception'`,
      [atB.peer]
    )
    expect(await pull(b)).toMatchObject({ applied: 0, exceptions: 0 })
    const stateOf = async () => {
      const { messages } = await b.read<{ messages: { sequence: number; state: string }[] }>(
        `${base}/peers/${atB.peer}/messages?feed=received`
      )
      return messages.find(({ sequence }) => sequence === waiting)?.state
    }
    expect(await stateOf()).toBe("waiting")
    await b.do(`${base}/peers/${atB.peer}`, { status: "connected" })
    await eventually(stateOf, (state) => state === "applied")
  })

  it("offers and accepts warehouses of its own kind only", async () => {
    const { a, b, atA, atB, home, article, caughtUp, peerAt } = stores
    const path = (store: Store) => `${base}/peers/${store === a ? atA.peer : atB.peer}/warehouses`
    const refused = async (store: Store, body: object, code = "INVALID_DATA") => {
      const answer = await store.post(path(store), body)
      expect(answer).toMatchObject({ status: 400, data: { code } })
    }
    const other = await prepareStores()
    await refused(a, { warehouse_id: other.atA.warehouse })
    await refused(a, { warehouse_id: atA.warehouse })
    await refused(a, { warehouse_id: "conwh_nowhere" })
    await refused(a, {})
    await refused(a, { warehouse_id: await makeWarehouse(a) }, "NOT_CONSIGNMENT_WAREHOUSE")
    const filled = await makeWarehouse(a, { contractor_id: atA.contractor })
    const sku = await article()
    const { delivery } = await a.do<{ delivery: { id: string } }>(`${base}/deliveries`, {
      warehouse_id: filled,
      from_stock_location_id: home,
      lines: [{ sku, quantity: "1", unit_price: "1" }],
    })
    await refused(a, { warehouse_id: filled }, "CONSIGNED_STOCK_PRESENT")
    await a.do(`${base}/deliveries/${delivery.id}/reverse`)
    await a.do(path(a), { warehouse_id: filled })
    await refused(a, { warehouse_id: filled })
    // Before it is accepted, nothing is delivered there.
    const early = await a.post(`${base}/deliveries`, {
      warehouse_id: filled,
      from_stock_location_id: home,
      lines: [{ sku, quantity: "1", unit_price: "1" }],
    })
    expect(early).toMatchObject({ status: 400, data: { code: "INVALID_DATA" } })
    await caughtUp()
    const offer = (await peerAt(b)).warehouses.find(({ status }) => status === "offered")
    assert(offer)
    expect(offer).toMatchObject({ warehouse_id: null, purpose: "sale" })
    const second = await makeWarehouse(b)
    await refused(b, { warehouse_id: second })
    await refused(b, { warehouse_id: second, offer_id: "cspwh_nowhere" })
    await refused(b, { warehouse_id: atB.warehouse, offer_id: offer.id })
    await refused(b, {
      warehouse_id: await makeWarehouse(b, { purpose: "hire" }),
      offer_id: offer.id,
    })
    await refused(
      b,
      {
        warehouse_id: await makeWarehouse(b, { contractor_id: atB.contractor }),
        offer_id: offer.id,
      },
      "NOT_CONSIGNMENT_WAREHOUSE"
    )
    await b.do(path(b), { warehouse_id: second, offer_id: offer.id })
    await refused(b, { warehouse_id: await makeWarehouse(b), offer_id: offer.id })
    await caughtUp()
    expect((await peerAt(a)).warehouses).toMatchObject([
      { status: "paired" },
      { warehouse_id: filled, status: "paired", purpose: "sale" },
    ])
    const { delivery: later } = await a.do<{ delivery: { id: string } }>(`${base}/deliveries`, {
      warehouse_id: filled,
      from_stock_location_id: home,
      lines: [{ sku, quantity: "1", unit_price: "1" }],
    })
    await eventually(
      () => stores.delivery(later.id),
      ({ lines }) => lines[0]?.peer_state === "received"
    )
    const { lots } = await b.read<{ lots: object[] }>(`${base}/lots?warehouse_id=${second}`)
    expect(lots).toHaveLength(1)
  })

  it("keeps its warehouses and contractors from being deleted", async () => {
    const { a, b, atA, atB } = stores
    for (const [store, path] of [
      [a, `contractors/${atA.contractor}`],
      [a, `warehouses/${atA.warehouse}`],
      [b, `contractors/${atB.contractor}`],
      [b, `warehouses/${atB.warehouse}`],
    ] as const) {
      const refused = await store.delete(`${base}/${path}`)
      expect(refused).toMatchObject({ status: 400, data: { code: "INVALID_DATA" } })
    }
    await a.do(`${base}/peers/${atA.peer}/pull`)
    await a.delete(`${base}/peers/${atA.peer}`)
    expect((await a.delete(`${base}/warehouses/${atA.warehouse}`)).status).toBe(200)
  })

  it("makes up for a hint that got lost, and tells of a new address, within the minute", async () => {
    const { a, b, atA, article, deliver, delivery, caughtUp, peerAt } = stores
    await caughtUp()
    const { url } = await peerAt(b)
    // A has moved: its option says so since it was started.
    await a.sql(`update consignment_peer set own_url = 'http://localhost:1' where id = $1`, [
      atA.peer,
    ])
    await b.do(`${base}/peers/${stores.atB.peer}`, { url: a.url })
    await b.disturb({ drop: 1 })
    const sku = await article()
    const posted = await deliver([{ sku, quantity: "1", unit_price: "1" }])
    // No hint gets through, and B asks by itself.
    await eventually(
      async () => {
        const { messages } = await b.read<{ messages: { type: string; state: string }[] }>(
          `${base}/peers/${stores.atB.peer}/messages?feed=received&type=delivery.posted`
        )
        return messages
      },
      (messages) => messages.some(({ state }) => state === "applied"),
      75
    )
    await b.disturb()
    await eventually(
      () => peerAt(b),
      (peer) => peer.url === a.line,
      75
    )
    expect(a.line).toBe(url)
    await caughtUp()
    expect((await delivery(posted.id)).lines[0]?.peer_state).toBe("received")
  })

  it("tells of a new address once it has been started with it", async () => {
    const { a, b, atA, peerAt, caughtUp } = stores
    await caughtUp()
    expect((await peerAt(b)).url).toBe(a.line)
    // As the work of every minute notes it.
    await a.sql(`update consignment_peer set own_url = $2 where id = $1`, [atA.peer, a.line])
    await a.kill()
    await a.start({ public_url: a.url })
    await eventually(
      () => peerAt(b),
      ({ url }) => url === a.url,
      150
    )
    await a.kill()
    await a.start()
  })

  it("waits longer and longer for a store that cannot be reached", async () => {
    const { a, b, atB, pull, peerAt, caughtUp } = stores
    await caughtUp()
    const pause = async (): Promise<number> => {
      const [row] = await b.sql<{ seconds: string }>(
        `select extract(epoch from next_pull_at - now()) as seconds from consignment_peer where id = $1`,
        [atB.peer]
      )
      return parseFloat(row?.seconds ?? "")
    }
    await a.disturb({ drop: 1 })
    const pauses: number[] = []
    for (let failed = 0; failed < 7; failed += 1) {
      await pull(b)
      pauses.push(await pause())
    }
    const bounds = [40, 80, 160, 320, 640, 900, 900]
    for (const [index, most] of bounds.entries()) {
      // A second may have passed since.
      expect(pauses[index]).toBeGreaterThan(most * 0.75 - 2)
      expect(pauses[index]).toBeLessThanOrEqual(most)
    }
    expect(pauses[0]).toBeGreaterThan(28)
    expect(await peerAt(b)).toMatchObject({
      status: "connected",
      last_error_reason: "unreachable",
    })
    await a.disturb()
    await pull(b)
    expect(await pause()).toBeLessThanOrEqual(0)
    expect(await peerAt(b)).toMatchObject({ last_error: null, last_error_reason: null })
  })
})
