import { once } from "node:events"
import net from "node:net"
import { generateKeyPair, exportJWK } from "jose"
import type { Peer } from "../../src/http-contract/peer"
import { connectStores, prepareStores, type Connected } from "../helpers/connected-stores"
import { strange, withStrangeStore, type Strange } from "../helpers/strange-store"

const base = "/admin/consignment"

/** The address of another store may be answered by somebody else. */
describe("a stranger at the address of an owner's store", () => {
  let stores: Awaited<ReturnType<typeof prepareStores>>

  beforeAll(async () => {
    stores = await prepareStores()
  })

  const join = async (answer: Strange) =>
    await withStrangeStore(
      answer,
      async (url) =>
        await stores.b.post<{ code: string }>(`${base}/peers/join`, {
          url,
          pairing_code: "any-code",
          warehouse_id: stores.atB.warehouse,
          contractor_id: stores.atB.contractor,
        })
    )

  const peersAtB = async () =>
    (await stores.b.read<{ peers: Peer[] }>(`${base}/peers?contractor_id=${stores.atB.contractor}`))
      .peers

  const unreachable = { status: 400, data: { code: "PEER_UNREACHABLE" } }
  const refused = { status: 400, data: { code: "PAIRING_REFUSED" } }

  const answer = async (changes: object) => {
    const { publicKey } = await generateKeyPair("EdDSA", { crv: "Ed25519" })
    return strange.json(200, {
      connection_id: "cspeer_elsewhere",
      url: "http://localhost:1",
      name: "Elsewhere",
      public_key: await exportJWK(publicKey),
      epoch: "epoch",
      purpose: "sale",
      currencies: ["EUR"],
      terms: [],
      warehouse: { pair_id: "cspwh_elsewhere", name: "Elsewhere", purpose: "sale" },
      ...changes,
    })
  }

  it.each<[string, Strange]>([
    ["has no such page", strange.nothingHere],
    ["shows a page", strange.page],
    ["answers something else", strange.json(200, { hello: "world" })],
    ["sends elsewhere", strange.elsewhere("http://localhost:1")],
    ["refuses the method", strange.json(405, {})],
  ])("is no store with the plugin if it %s", async (_, strangeAnswer) => {
    expect(await join(strangeAnswer)).toMatchObject(unreachable)
    expect(await peersAtB()).toEqual([])
  })

  it.each([401, 429])("refuses with a %s", async (status) => {
    expect(await join(strange.json(status, {}))).toMatchObject(refused)
    expect(await peersAtB()).toEqual([])
  })

  it.each<[string, Strange]>([
    ["answers garbage", strange.garbage],
    ["answers nothing but null", strange.json(200, null)],
    ["answers half characters", strange.halfCharacters],
    ["breaks down", strange.broken],
    ["hangs up", strange.hangsUp],
    ["answers 10 MB", strange.tooLarge],
  ])("is not connected with if it %s", async (_, strangeAnswer) => {
    expect(await join(strangeAnswer)).toMatchObject(unreachable)
    expect((await peersAtB()).map(({ status }) => status)).toEqual(["invited"])
  })

  it.each<[string, object]>([
    ["no key", { public_key: null }],
    ["another sort of key", { public_key: { kty: "RSA", n: "x", e: "AQAB" } }],
    ["no connection", { connection_id: null }],
    ["a null byte", { connection_id: "a\0b" }],
    ["no epoch", { epoch: 5 }],
    ["currencies that are none", { currencies: "EUR" }],
    ["terms that are none", { terms: "any" }],
    ["terms of nothing", { terms: [null] }],
    ["no warehouse", { warehouse: null }],
    ["a name that is none", { name: { first: "A" } }],
  ])("is not connected with if it answers %s", async (_, changes) => {
    expect(await join(await answer(changes))).toMatchObject(unreachable)
    expect((await peersAtB()).filter(({ status }) => status === "connected")).toEqual([])
  })

  it("shares a currency, or there is no agreement", async () => {
    expect(await join(await answer({ currencies: ["USD"] }))).toMatchObject({
      status: 400,
      data: { code: "NO_AGREEMENT" },
    })
    expect(await peersAtB()).toEqual([])
  })

  it("leaves warehouse and contractor free", async () => {
    const { b, atB } = await prepareStores()
    stores = { ...stores, b, atB }
    expect(await join(strange.hangsUp)).toMatchObject(unreachable)
    expect((await b.delete(`${base}/warehouses/${atB.warehouse}`)).status).toBe(200)
    expect((await b.delete(`${base}/contractors/${atB.contractor}`)).status).toBe(200)
  })

  it("gets 10 seconds to connect", async () => {
    const given = await prepareStores()
    const { b, atB } = given
    // It takes the connection, and never says a word of encryption.
    const listener = net.createServer(() => undefined).listen(0, "localhost")
    await once(listener, "listening")
    const started = Date.now()
    const refusal = await b.post(`${base}/peers/join`, {
      url: `https://localhost:${(listener.address() as net.AddressInfo).port}`,
      pairing_code: "any-code",
      warehouse_id: atB.warehouse,
      contractor_id: atB.contractor,
    })
    listener.close()
    expect(refusal).toMatchObject({
      ...unreachable,
      data: { message: expect.stringContaining("No connection within 10 seconds") as string },
    })
    expect(Date.now() - started).toBeLessThan(25_000)
  })

  it("gets 30 seconds to answer", async () => {
    const given = await prepareStores()
    stores = given
    const started = Date.now()
    const answers = await Promise.all([
      join(strange.silent),
      (async () => {
        const other = await prepareStores()
        return await withStrangeStore(
          strange.slow,
          async (url) =>
            await other.b.post(`${base}/peers/join`, {
              url,
              pairing_code: "any-code",
              warehouse_id: other.atB.warehouse,
              contractor_id: other.atB.contractor,
            })
        )
      })(),
    ])
    for (const one of answers) expect(one).toMatchObject(unreachable)
    expect(Date.now() - started).toBeLessThan(45_000)
  })
})

describe("a connected store whose address answers", () => {
  let stores: Connected
  let before: Peer

  beforeAll(async () => {
    stores = await connectStores()
    await stores.caughtUp()
    before = await stores.peerAt(stores.b)
  })

  /** Pulls from a stranger, and once more from the other store. */
  const pullFrom = async (answer: Strange) => {
    const { b, atB, pull } = stores
    return await withStrangeStore(answer, async (url) => {
      await b.do(`${base}/peers/${atB.peer}`, { url })
      const pulled = await pull(b)
      await b.do(`${base}/peers/${atB.peer}`, { url: before.url })
      return pulled
    })
  }

  const page = {
    epoch: "",
    highest_sequence: 0,
    hash: "",
    messages: [] as unknown[],
  }

  const nextPage = async (changes: object, message: object) => {
    const { b, atB } = stores
    const [feed] = await b.sql<{ epoch: string; sequence: string; hash: string }>(
      `select epoch, sequence, hash from consignment_peer_feed where peer_id = $1 and feed = 'received'`,
      [atB.peer]
    )
    const sequence = parseInt(feed?.sequence ?? "0", 10)
    const next = {
      sequence: sequence + 1,
      hash: "x",
      type: "note",
      about: [],
      body: {},
      created_at: new Date().toISOString(),
    }
    return strange.json(200, {
      ...page,
      epoch: feed?.epoch,
      highest_sequence: sequence + 1,
      hash: feed?.hash,
      messages: [{ ...next, ...message }],
      ...changes,
    })
  }

  it.each<[string, Strange, string]>([
    ["that there is no such page", strange.nothingHere, "unexpected_answer"],
    ["with a page", strange.page, "unexpected_answer"],
    ["with another answer", strange.json(200, { hello: "world" }), "unexpected_answer"],
    ["with null", strange.json(200, null), "unexpected_answer"],
    ["with garbage", strange.garbage, "unexpected_answer"],
    ["with half characters", strange.halfCharacters, "unexpected_answer"],
    ["that it is broken", strange.broken, "unexpected_answer"],
    ["with another address", strange.elsewhere("http://localhost:1"), "unexpected_answer"],
    ["by hanging up", strange.hangsUp, "unreachable"],
    ["with 10 MB", strange.tooLarge, "unreachable"],
    ["that it knows nobody", strange.json(401, {}), "unauthorized"],
    ["that it is paused", strange.json(409, { code: "paused" }), "paused"],
    ["that it needs attention", strange.json(409, { code: "needs_attention" }), "needs_attention"],
  ])("%s changes nothing but the last error", async (_, answer, reason) => {
    const { b, peerAt } = stores
    const pulled = await pullFrom(answer)
    expect(pulled).toMatchObject({
      applied: 0,
      exceptions: 0,
      peer: { status: "connected", last_error_reason: reason },
    })
    expect(typeof pulled.peer.last_error).toBe("string")
    await stores.pull(b)
    expect(await peerAt(b)).toMatchObject({
      ...before,
      last_contact_at: expect.any(String) as string,
    })
  })

  it.each<[string, object, object]>([
    ["no list of messages", { messages: {} }, {}],
    ["messages of null", { messages: [null] }, {}],
    ["no epoch", { epoch: null }, {}],
    ["an endless number", { highest_sequence: 1e300 }, {}],
    ["a message about nothing", {}, { about: null }],
    ["a message of a number", {}, { body: 5 }],
    ["a message of a list", {}, { body: [] }],
    ["a message of no day", {}, { created_at: "yesterday" }],
    ["a message of no type", {}, { type: null }],
    ["a message with a null byte", {}, { body: { text: "a\0b" } }],
  ])("with %s applies nothing", async (_, changes, message) => {
    const { b, peerAt } = stores
    expect(await pullFrom(await nextPage(changes, message))).toMatchObject({
      applied: 0,
      peer: { status: "connected", last_error_reason: "unexpected_answer" },
    })
    await stores.pull(b)
    expect(await peerAt(b)).toMatchObject({ received_sequence: before.received_sequence })
  })

  it("with 8 MB that nobody asked for reads what it knows", async () => {
    const { b, atB } = stores
    const [feed] = await b.sql<{ epoch: string; sequence: string; hash: string }>(
      `select epoch, sequence, hash from consignment_peer_feed where peer_id = $1 and feed = 'received'`,
      [atB.peer]
    )
    const answer = strange.padded(
      {
        ...page,
        epoch: feed?.epoch,
        highest_sequence: parseInt(feed?.sequence ?? "", 10),
        hash: feed?.hash,
      },
      8
    )
    expect(await pullFrom(answer)).toMatchObject({
      applied: 0,
      peer: { status: "connected", last_error: null },
    })
  })

  it("for ever, or never, is given up after 30 seconds", async () => {
    const { pull, b } = stores
    const other = await connectStores()
    const started = Date.now()
    const [silent, slow] = await Promise.all([
      pullFrom(strange.silent),
      withStrangeStore(strange.slow, async (url) => {
        await other.b.do(`${base}/peers/${other.atB.peer}`, { url })
        return await other.pull(other.b)
      }),
    ])
    for (const pulled of [silent, slow]) {
      expect(pulled).toMatchObject({
        applied: 0,
        peer: { status: "connected", last_error_reason: "unreachable" },
      })
    }
    expect(Date.now() - started).toBeLessThan(45_000)
    await pull(b)
    expect(await stores.peerAt(b)).toMatchObject({ last_error: null })
  })

  it("that it has ended the connection ends it", async () => {
    const other = await connectStores()
    await other.caughtUp()
    stores = other
    before = await other.peerAt(other.b)
    await withStrangeStore(strange.json(410, {}), async (url) => {
      await other.b.do(`${base}/peers/${other.atB.peer}`, { url })
      expect(await other.pull(other.b)).toMatchObject({ peer: { status: "disconnected" } })
    })
  })
})
