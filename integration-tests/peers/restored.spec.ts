import assert from "node:assert"
import { connectStores, type Connected } from "../helpers/connected-stores"
import type { Store } from "../helpers/two-stores"
import { writeMessage } from "../helpers/write-message"

const base = "/admin/consignment"

/** A store that was restored from a backup has lost messages, or writes them anew. */
describe("a connection of a store that was restored", () => {
  let stores: Connected

  beforeEach(async () => {
    stores = await connectStores()
  })

  /** A forgets its last messages, as a store does that was restored from a backup. */
  const restoreA = async (count = 1): Promise<void> => {
    const { a, atA } = stores
    await a.sql(
      `update consignment_peer_feed f set sequence = sequence - $2, acknowledged = sequence - $2, hash = (
         select hash from consignment_peer_message m where m.peer_id = f.peer_id and m.feed = 'sent'
           and m.sequence = f.sequence - $2) where peer_id = $1 and feed = 'sent'`,
      [atA.peer, count]
    )
    await a.sql(
      `delete from consignment_peer_message m using consignment_peer_feed f
       where f.peer_id = m.peer_id and f.feed = m.feed and m.peer_id = $1 and m.feed = 'sent' and m.sequence > f.sequence`,
      [atA.peer]
    )
  }

  const accept = { accept_statement: true }
  const resumeAt = async (store: Store, how: object): Promise<void> => {
    const { a, atA, atB } = stores
    await store.do(`${base}/peers/${store === a ? atA.peer : atB.peer}/resume`, how)
  }

  const epochOf = async (): Promise<string | undefined> => {
    const [row] = await stores.a.sql<{ epoch: string }>(
      `select epoch from consignment_peer_feed where peer_id = $1 and feed = 'sent'`,
      [stores.atA.peer]
    )
    return row?.epoch
  }

  it.each(["the owner", "the holder"])(
    "stops after a backup was restored, and goes on once both accept it, %s first",
    async (who) => {
      const { a, b, article, arrived, deliver, pull, peerAt, caughtUp } = stores
      const sku = await article()
      await arrived([{ sku, quantity: "3", unit_price: "1" }])
      await caughtUp()
      const epoch = await epochOf()
      await restoreA()
      await pull(b)
      expect(await peerAt(a)).toMatchObject({
        status: "needs_attention",
        attention: { feed: "sent", reason: "reader_ahead" },
      })
      expect(await peerAt(b)).toMatchObject({
        status: "needs_attention",
        attention: { feed: "received", reason: "behind" },
      })
      // Nothing is read meanwhile, and both books can be compared.
      expect(await pull(a)).toMatchObject({ applied: 0 })
      const { statement } = await b.read<{ statement: { as_of: string | null } }>(
        `${base}/peers/${stores.atB.peer}/statement?refresh=true`
      )
      expect(statement.as_of).not.toBeNull()
      for (const store of who === "the owner" ? [a, b] : [b, a]) await resumeAt(store, accept)
      await caughtUp()
      expect(await epochOf()).not.toBe(epoch)
      expect(await peerAt(a)).toMatchObject({ status: "connected", attention: null })
      expect(await peerAt(b)).toMatchObject({ status: "connected", attention: null })
      const posted = await deliver([{ sku, quantity: "1", unit_price: "1" }])
      await caughtUp()
      const [line] = (await stores.delivery(posted.id)).lines
      expect(line?.peer_state).toBe("received")
    }
  )

  it("notices a restored store that has written anew what was read", async () => {
    const { a, b, article, arrived, pull, peerAt, caughtUp } = stores
    const sku = await article()
    await arrived([{ sku, quantity: "3", unit_price: "1" }])
    await caughtUp()
    await restoreA()
    await writeMessage(a, stores.atA.peer, { type: "note", body: { text: "Written anew" } })
    await pull(b)
    expect(await peerAt(b)).toMatchObject({
      status: "needs_attention",
      attention: { reason: "other_message" },
    })
    expect(await peerAt(a)).toMatchObject({
      status: "needs_attention",
      attention: { reason: "reader_differs" },
    })
    for (const store of [b, a]) await resumeAt(store, accept)
    await caughtUp()
    const { delivery } = await arrived([{ sku, quantity: "1", unit_price: "1" }])
    expect(delivery.lines[0]?.peer_state).toBe("received")
  })

  it("notices a store that has begun another feed", async () => {
    const { a, b, atA, article, arrived, pull, peerAt } = stores
    await a.sql(
      `update consignment_peer_feed set epoch = 'another' where peer_id = $1 and feed = 'sent'`,
      [atA.peer]
    )
    await pull(b)
    expect(await peerAt(b)).toMatchObject({
      status: "needs_attention",
      attention: { reason: "new_epoch" },
    })
    expect(await peerAt(a)).toMatchObject({ status: "connected" })
    await resumeAt(b, accept)
    const { delivery } = await arrived([{ sku: await article(), quantity: "1", unit_price: "1" }])
    expect(delivery.lines[0]?.peer_state).toBe("received")
  })

  it("notices a message that does not follow from those before it", async () => {
    const { a, b, atA, pull, peerAt, caughtUp } = stores
    await caughtUp()
    const sequence = await writeMessage(a, atA.peer, { type: "note", body: { text: "One" } })
    await a.sql(
      `update consignment_peer_message set body = '{"text": "Two"}'
       where peer_id = $1 and feed = 'sent' and sequence = $2`,
      [atA.peer, sequence]
    )
    await pull(b)
    expect(await peerAt(b)).toMatchObject({
      status: "needs_attention",
      attention: { reason: "broken_chain" },
      received_sequence: sequence - 1,
    })
    const { sent_sequence: next } = await peerAt(a)
    for (const from of [next + 2, 0, -1]) {
      const refused = await b.post(`${base}/peers/${stores.atB.peer}/resume`, {
        from_sequence: from,
      })
      expect(refused).toMatchObject({ status: 400, data: { code: "INVALID_DATA" } })
    }
    for (const how of [{}, { from_sequence: 1, accept_statement: true }]) {
      const refused = await b.post(`${base}/peers/${stores.atB.peer}/resume`, how)
      expect(refused).toMatchObject({ status: 400, data: { code: "INVALID_DATA" } })
    }
    await a.sql(
      `update consignment_peer_message set body = '{"text": "One"}'
       where peer_id = $1 and feed = 'sent' and sequence = $2`,
      [atA.peer, sequence]
    )
    // From where it stands.
    await resumeAt(b, { from_sequence: sequence })
    await caughtUp()
    expect(await peerAt(b)).toMatchObject({ status: "connected", received_sequence: sequence })
  })

  it("reads what it has lost itself by being restored", async () => {
    const { b, atB, article, arrived, receiptsOf, pull, peerAt, caughtUp } = stores
    const { delivery } = await arrived([{ sku: await article(), quantity: "3", unit_price: "1" }])
    await caughtUp()
    const { received_sequence } = await peerAt(b)
    await b.sql(
      `update consignment_peer_feed set sequence = 0, hash = '' where peer_id = $1 and feed = 'received'`,
      [atB.peer]
    )
    await pull(b)
    expect(await peerAt(b)).toMatchObject({ status: "connected", received_sequence })
    const [line] = delivery.lines
    assert(line)
    expect(await receiptsOf(line)).toHaveLength(1)
  })

  it("reads again from a message on, and applies nothing twice", async () => {
    const { b, atB, article, arrived, receiptsOf, caughtUp, peerAt } = stores
    const { delivery } = await arrived([{ sku: await article(), quantity: "3", unit_price: "1" }])
    await caughtUp()
    await b.sql(`update consignment_peer set status = 'needs_attention' where id = $1`, [atB.peer])
    const { received_sequence } = await peerAt(b)
    expect(received_sequence).toBeGreaterThan(1)
    await b.do(`${base}/peers/${atB.peer}/resume`, { from_sequence: 1 })
    await caughtUp()
    expect(await peerAt(b)).toMatchObject({ status: "connected", received_sequence })
    const [line] = delivery.lines
    assert(line)
    expect(await receiptsOf(line)).toHaveLength(1)
  })
})
