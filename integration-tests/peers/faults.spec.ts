import { setTimeout as wait } from "node:timers/promises"
import { connectStores, type Connected } from "../helpers/connected-stores"
import { compareBooks } from "../helpers/peer-books"
import { verbsOf } from "../helpers/peer-verbs"
import { randomOperations } from "../helpers/random-operations"
import { openStore, unique, type Fault, type Store } from "../helpers/two-stores"

const base = "/admin/consignment"

const rounds = parseInt(process.env.PEER_ROUNDS ?? "10", 10)
/** Of the first round; each round after it has the next one. */
const seed = parseInt(process.env.PEER_SEED ?? "1", 10)
const operations = parseInt(process.env.PEER_OPERATIONS ?? "50", 10)

/** Rounds that share a bad line and a killed server, each with a connection of its own. */
const ABREAST = 2
const OPERATIONS_PER_FAULT = 8

/** Units of the article with serial numbers. */
const UNITS = 60

const faults: Fault[] = [
  { drop: 0.3, delay: 200 },
  { lose: 0.3 },
  { repeat: 0.5 },
  { cut: 0.3, fail: 0.2 },
  { garble: 0.3, delay: 100 },
]

interface Statement {
  differences: number
  lines: { difference: string }[]
}

interface OpenException {
  type: string
  code: string
  message: string
}

/** Both sides of a connection at random, over a line that gets worse in another way every few operations. */
const openRound = async (round: number, worsenLine: () => Promise<void>) => {
  const stores = await connectStores({
    agreement: { net_returns: round % 2 === 0, allow_hire: true },
  })
  const skus = [await stores.article(100_000), await stores.article(100_000)]
  const serialised = await stores.article(UNITS)
  await stores.a.do(`${base}/serial-numbers`, {
    stock_location_id: stores.home,
    sku: serialised,
    serials: Array.from({ length: UNITS }, (_, number) => `S${number}`),
  })
  const ground = {
    skus,
    serialised,
    hire: await pairForHire(stores),
    elsewhere: await openWarehouse(stores.b, { direction: "inbound" }),
  }
  const { any } = randomOperations(stores, ground, seed + round - 1)
  const operate = async (count: number): Promise<void> => {
    for (let done = 0; done < count; done += 1) {
      await worsenLine()
      await any()
    }
  }
  return { stores, operate }
}

const openWarehouse = async (store: Store, body: object) => {
  const { stock_location: place } = await store.do<{ stock_location: { id: string } }>(
    "/admin/stock-locations",
    { name: unique("Elsewhere") }
  )
  const { warehouse } = await store.do<{ warehouse: { id: string } }>(`${base}/warehouses`, {
    stock_location_id: place.id,
    ...body,
  })
  return { warehouse: warehouse.id, location: place.id }
}

/** A second pair of warehouses, for hired goods. */
const pairForHire = async ({ a, b, atA, atB, caughtUp, peerAt }: Connected) => {
  const purpose = "hire"
  const ours = await openWarehouse(a, {
    direction: "outbound",
    contractor_id: atA.contractor,
    purpose,
  })
  const theirs = await openWarehouse(b, { direction: "inbound", purpose })
  await a.do(`${base}/peers/${atA.peer}/warehouses`, { warehouse_id: ours.warehouse })
  await caughtUp()
  const offer = (await peerAt(b)).warehouses.find(({ status }) => status === "offered")
  await b.do(`${base}/peers/${atB.peer}/warehouses`, {
    offer_id: offer?.id,
    warehouse_id: theirs.warehouse,
  })
  await caughtUp()
  return { atA: ours.warehouse, atB: theirs.warehouse }
}

const sidesOf = ({ a, b, atA, atB }: Connected) =>
  [
    [a, atA],
    [b, atB],
  ] as const

const differencesOf = async (stores: Connected): Promise<object[]> => {
  const differences: object[] = []
  for (const [store, { peer }] of sidesOf(stores)) {
    const { statement } = await store.read<{ statement: Statement }>(
      `/admin/consignment/peers/${peer}/statement?refresh=true`
    )
    differences.push(...statement.lines.filter(({ difference }) => difference !== "0"))
    if (statement.differences > 0) differences.push({ [store.name]: statement.differences })
  }
  return differences
}

/** Messages that more than one document follows. */
const appliedTwice = async (stores: Connected): Promise<object[]> => {
  const twice: object[] = []
  for (const [store, { peer }] of sidesOf(stores)) {
    twice.push(
      ...(await store.sql<object>(
        `select body ->> 'document_id' from consignment_peer_message
         where peer_id = $1 and feed = 'received' and body ->> 'document_id' is not null
         group by 1, type having count(*) > 1`,
        [peer]
      ))
    )
  }
  return twice
}

/** Goods that both sides have moved at the same time are for people to decide on; nothing else is. */
const unexpectedExceptions = async (stores: Connected): Promise<OpenException[]> => {
  const open: OpenException[] = []
  for (const [store, { peer }] of sidesOf(stores)) {
    open.push(
      ...(await store.sql<OpenException>(
        `select type, code, message from consignment_peer_exception where peer_id = $1 and status = 'open'`,
        [peer]
      ))
    )
  }
  return open.filter(
    ({ code }) => !["ALREADY_MOVED", "INSUFFICIENT_STOCK", "SERIAL_TAKEN"].includes(code)
  )
}

/**
 * The law of two connected stores, after random operations on both sides, a line that loses, delays, repeats, cuts and
 * garbles, and servers that are killed while they work.
 */
describe("two stores over a bad line", () => {
  const a = openStore("a")
  const b = openStore("b")
  const disturb = async (fault?: Fault): Promise<void> => {
    await Promise.all([a.disturb(fault), b.disturb(fault)])
  }

  for (let first = 1; first <= rounds; first += ABREAST) {
    const numbers = Array.from({ length: ABREAST }, (_, index) => first + index).filter(
      (round) => round <= rounds
    )
    it(`agree once they have caught up, round ${numbers.join(" and ")} of seed ${seed}`, async () => {
      await disturb()
      let done = 0
      const worsen = async (): Promise<void> => {
        done += 1
        if (done % OPERATIONS_PER_FAULT !== 0) return
        await disturb(faults[(first + done / OPERATIONS_PER_FAULT) % faults.length])
      }
      const open: Awaited<ReturnType<typeof openRound>>[] = []
      for (const round of numbers) open.push(await openRound(round, worsen))
      const operate = (count: number) => Promise.all(open.map((round) => round.operate(count)))

      const half = Math.ceil(operations / 2)
      const group = (first - 1) / ABREAST
      const victim: Store = group % 2 === 0 ? b : a
      await operate(half - 3)
      await Promise.all([operate(3), wait(Math.random() * 100).then(() => victim.kill())])
      await Promise.all([victim.start(), operate(3)])
      await operate(operations - half)
      await disturb()

      for (const { stores } of open) await stores.caughtUp(120)
      for (const { stores } of open) {
        await verbsOf(stores).settle()
        await stores.caughtUp(60)
        expect(await compareBooks(stores)).toEqual([])
        expect(await differencesOf(stores)).toEqual([])
        expect(await appliedTwice(stores)).toEqual([])
        expect(await unexpectedExceptions(stores)).toEqual([])
      }
    })
  }
})
