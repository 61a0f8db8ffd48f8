import type { Connected, Line, Paper } from "./connected-stores"
import { firstLine, verbsOf } from "./peer-verbs"
import { createRandom } from "./random"
import { unique, type Store } from "./two-stores"

const base = "/admin/consignment"

/** Seeds that lie next to each other share no operation. */
const OPERATIONS_OF_A_SEED = 1_000_003

/** Where the operations of a round take place besides the connected warehouses. */
export interface RandomGround {
  /** Articles without serial numbers. */
  skus: string[]
  /** An article of which every unit has one. */
  serialised: string
  /** The pair of hire warehouses. */
  hire: { atA: string; atB: string }
  /** Another consignment warehouse of B. */
  elsewhere: { warehouse: string; location: string }
}

/**
 * Random operations of both sides of a connection: refusals are part of them. Each operation has numbers of its own, so the
 * answer to one of them changes none of those that follow.
 */
export const randomOperations = (stores: Connected, ground: RandomGround, seed: number) => {
  const { a, b, atA, atB, home } = stores
  const { skus, serialised, hire, elsewhere } = ground
  const { list } = verbsOf(stores)
  let random = createRandom(seed)
  const pick = <T>(items: T[]): T | undefined => items[random.below(items.length)]
  const one = <T>(items: readonly T[]): T => random.one(items)
  const amount = (most: number): string => String(1 + random.below(most))
  const post = async (store: Store, path: string, body: object = {}) =>
    await store.post(`${base}/${path}`, { idempotency_key: unique("random"), ...body })

  const newest = async (store: Store, path: string, where: string): Promise<Paper | undefined> => {
    const answer = await store.get<Record<string, Paper[]>>(`${base}/${path}?limit=20&${where}`)
    const papers = answer.data[path.replaceAll("-", "_")] ?? []
    return pick(papers.filter(({ status }) => status === "posted"))
  }

  /** Some units of the article with serial numbers, where they are. */
  const unitsOf = async (store: Store, where: string): Promise<string[]> => {
    const [item] = await store.sql<{ id: string }>(`select id from inventory_item where sku = $1`, [
      serialised,
    ])
    if (!item) return []
    const { data } = await store.get<{ serial_numbers?: { serial: string }[] }>(
      `${base}/serial-numbers?inventory_item_id=${item.id}&limit=100&${where}`
    )
    const serials = (data.serial_numbers ?? []).map(({ serial }) => serial)
    const from = random.below(serials.length)
    return serials.slice(from, from + parseInt(amount(3), 10))
  }

  const named = (serials: string[]) => ({
    sku: serialised,
    quantity: String(serials.length),
    serial_numbers: serials,
  })

  const deliver = (line: object, warehouse_id = atA.warehouse) =>
    post(a, "deliveries", {
      warehouse_id,
      from_stock_location_id: home,
      lines: [{ unit_price: one(["1.10", "2.345678", "0.005"]), ...line }],
    })

  const issue = (line: object, stock_location_id = atB.location) =>
    post(b, "goods-issues", { stock_location_id, lines: [line] })

  const takeBack = (line: object, warehouse_id = atA.warehouse) =>
    post(a, "take-backs", { warehouse_id, to_stock_location_id: home, lines: [line] })

  const sendBack = (line: object, warehouse_id = atB.warehouse) =>
    post(b, "consignor-returns", { contractor_id: atB.contractor, warehouse_id, lines: [line] })

  const bookedAtB = async (sku: string): Promise<number> => {
    const { data } = await b.get<{ lots?: { sku: string; quantity_remaining: string }[] }>(
      `${base}/lots?contractor_id=${atB.contractor}&warehouse_id=${atB.warehouse}&open=true&limit=1000`
    )
    return (data.lots ?? [])
      .filter((lot) => lot.sku === sku)
      .reduce((total, lot) => total + Number(lot.quantity_remaining), 0)
  }

  const drafts = async (): Promise<Paper[]> => await list(a, "take-backs", "&status=draft")

  const goods = (): object => ({ sku: one(skus), quantity: amount(4) })

  const operations: [weight: number, run: () => Promise<unknown>][] = [
    [5, () => deliver({ sku: one(skus), quantity: amount(20) })],
    [
      2,
      async () => {
        const serials = await unitsOf(a, "state=own")
        if (serials.length > 0) await deliver({ ...named(serials), batch: unique("B") })
      },
    ],
    [1, () => deliver({ sku: one(skus), quantity: amount(3), terms: "sale" })],
    [8, () => issue({ sku: one(skus), quantity: amount(5) })],
    [
      2,
      async () => {
        const serials = await unitsOf(b, "state=in_lot")
        if (serials.length > 0) await issue(named(serials))
      },
    ],
    [1, () => issue({ sku: serialised, quantity: "1" })],
    [1, () => issue(goods(), elsewhere.location)],
    [2, () => post(b, "internal-issues", { stock_location_id: atB.location, lines: [goods()] })],
    [
      2,
      async () => {
        const sold = await newest(b, "goods-issues", `stock_location_id=${atB.location}`)
        const line: Line | undefined = sold?.lines[0]
        if (!sold || !line) return
        await post(b, `goods-issues/${sold.id}/returns`, {
          lines: [{ line_id: line.id, quantity: "1" }],
        })
      },
    ],
    [2, () => takeBack(goods())],
    [
      1,
      async () => {
        const serials = await unitsOf(a, "state=in_lot")
        if (serials.length > 0) await takeBack(named(serials))
      },
    ],
    [2, () => sendBack(goods())],
    [
      1,
      async () => {
        const serials = await unitsOf(b, "state=in_lot")
        if (serials.length > 0) await sendBack(named(serials))
      },
    ],
    [
      2,
      async () => {
        const draft = pick(await drafts())
        if (!draft) return
        const line = firstLine(draft)
        const announced = Number(line.announced_quantity)
        const quantity = String(one([announced, Math.max(0, announced - 1)]))
        await post(a, `take-backs/${draft.id}/post`, {
          to_stock_location_id: home,
          lines: [{ line_id: line.id, quantity }],
        })
      },
    ],
    [
      1,
      async () => {
        const posted = await newest(a, "take-backs", `warehouse_id=${atA.warehouse}`)
        const line = posted?.lines[0]
        if (!posted || !line?.announced_quantity) return
        await post(a, `take-backs/${posted.id}/difference`, {
          lines: [{ line_id: line.id, quantity: "1", bearer: "us" }],
        })
      },
    ],
    [
      1,
      async () => {
        const returned = await newest(b, "consignor-returns", `warehouse_id=${atB.warehouse}`)
        if (returned) await b.post(`${base}/consignor-returns/${returned.id}/reverse`)
      },
    ],
    [
      2,
      async () => {
        const sku = one([...skus, serialised])
        const counted = Math.max(0, (await bookedAtB(sku)) + one([-2, -1, 0, 1]))
        await post(b, "stock-counts", {
          warehouse_id: atB.warehouse,
          contractor_id: atB.contractor,
          lines: [{ sku, counted_quantity: String(counted) }],
        })
      },
    ],
    [
      1,
      async () => {
        const counted = await newest(b, "stock-counts", `warehouse_id=${atB.warehouse}`)
        if (counted) await b.post(`${base}/stock-counts/${counted.id}/reverse`)
      },
    ],
    [
      2,
      () => {
        const [from, to] = one([
          [atB.warehouse, elsewhere.warehouse],
          [elsewhere.warehouse, atB.warehouse],
        ])
        return post(b, "warehouse-transfers", {
          from_warehouse_id: from,
          to_warehouse_id: to,
          lines: [one([goods(), { sku: serialised, quantity: "1" }])],
        })
      },
    ],
    [
      1,
      () =>
        post(a, "revaluations", {
          contractor_id: atA.contractor,
          lines: [{ sku: one(skus), unit_cost: one(["1.2", "3.333333"]) }],
        }),
    ],
    [
      1,
      async () => {
        const delivery = await newest(a, "deliveries", `warehouse_id=${atA.warehouse}`)
        // If B has bought units of a delivery that A undoes at the same time, people have to decide.
        if (delivery?.lines.every(({ terms }) => terms !== "sale")) {
          await a.post(`${base}/deliveries/${delivery.id}/reverse`)
        }
      },
    ],
    [2, () => post(b, "settlements", { contractor_id: atB.contractor })],
    [
      1,
      async () => {
        const { data } = await b.get<{ settlements?: { id: string }[] }>(
          `${base}/settlements?contractor_id=${atB.contractor}&status=closed&order=-closed_at&limit=1`
        )
        const [latest] = data.settlements ?? []
        if (latest) await b.post(`${base}/settlements/${latest.id}/cancel`)
      },
    ],
    [2, () => deliver({ sku: one(skus), quantity: amount(10), terms: "hire" }, hire.atA)],
    [
      2,
      () =>
        post(b, "loans", {
          warehouse_id: hire.atB,
          borrower: { kind: "staff", name: "Workshop" },
          lines: [{ sku: one(skus), quantity: amount(3) }],
        }),
    ],
    [
      1,
      async () => {
        const { data } = await b.get<{ loans?: Paper[] }>(
          `${base}/loans?warehouse_id=${hire.atB}&limit=20`
        )
        const loan = pick(data.loans ?? [])
        const line = loan?.lines[0]
        if (!loan || !line) return
        await post(b, `loans/${loan.id}/returns`, { lines: [{ line_id: line.id, quantity: "1" }] })
      },
    ],
    [1, () => takeBack(goods(), hire.atA)],
    [1, () => sendBack({ sku: one(skus), quantity: "1" }, hire.atB)],
    [
      1,
      async () => {
        const delivery = await newest(a, "deliveries", `warehouse_id=${hire.atA}`)
        const line = delivery?.lines[0]
        if (!delivery || !line) return
        await one([
          () =>
            post(a, `deliveries/${delivery.id}/end-hire`, {
              lines: [{ line_id: line.id, quantity: "1" }],
            }),
          () => post(a, `deliveries/${delivery.id}/extend-hire`, { hire_until: "2099-01-31" }),
        ])()
      },
    ],
  ]
  const deck = operations.flatMap(([weight, run]) => Array<typeof run>(weight).fill(run))

  let done = 0

  return {
    /** One operation; a server that is down or hangs up is as good as a refusal. */
    any: async (): Promise<void> => {
      random = createRandom(seed * OPERATIONS_OF_A_SEED + done)
      done += 1
      await one(deck)().catch((error: unknown) => {
        // The errors of fetch are of another realm than those of a test.
        if (["TypeError", "SyntaxError"].includes((error as Error).name)) return
        throw error
      })
    },
  }
}
