import { address, connectStores, type Line, type Paper } from "../helpers/connected-stores"
import type { Store } from "../helpers/two-stores"

const base = "/admin/consignment"

describe("terms of delivered goods", () => {
  it("make goods that are sold with their delivery B's own, once B has confirmed", async () => {
    const stores = await connectStores()
    const { a, b, atA, atB, article, arrived, caughtUp } = stores
    const sku = await article()
    await arrived([{ sku, quantity: "10", unit_price: "1.50", terms: "sale" }])
    await caughtUp()
    const { reported_sales: sales } = await a.read<{ reported_sales: Paper[] }>(
      `${base}/reported-sales?contractor_id=${atA.contractor}`
    )
    expect(sales).toMatchObject([{ lines: [{ sku, quantity: "10" }] }])
    const { settlement } = await b.do<{ settlement: { net_value: string } }>(
      `${base}/settlements`,
      { contractor_id: atB.contractor }
    )
    expect(settlement.net_value).toBe("15.00")
    await caughtUp()
    const { settlements } = await a.read<{ settlements: { net_value: string }[] }>(
      `${base}/settlements?contractor_id=${atA.contractor}`
    )
    expect(settlements).toMatchObject([{ net_value: "15.00" }])
    const { statement } = await a.read<{ statement: object }>(
      `${base}/peers/${atA.peer}/statement?refresh=true`
    )
    expect(statement).toMatchObject({ differences: 0 })
  })

  it("let one delivery hire out units by number and sell others (E40), which stay sold (E43)", async () => {
    const stores = await connectStores({
      agreement: { allow_hire: true },
      warehouse: { purpose: "hire" },
    })
    const { a, b, atA, atB, home, article, arrived, caughtUp } = stores
    const { stock_location: shop } = await b.do<{ stock_location: { id: string } }>(
      "/admin/stock-locations",
      { name: "Shop", address }
    )
    await b.do(`${base}/warehouses/${atB.warehouse}`, { own_stock_location_id: shop.id })
    const [drill, blade] = [await article(3), await article(10)]
    const serials = ["S1", "S2", "S3"]
    await a.do(`${base}/serial-numbers`, { stock_location_id: home, sku: drill, serials })
    const stockedAt = async (store: Store, sku: string, place: string): Promise<number> => {
      const [level] = await store.sql<{ stocked: string }>(
        `select l.stocked_quantity::text as stocked from inventory_level l
         join inventory_item i on i.id = l.inventory_item_id
         where i.sku = $1 and l.location_id = $2 and l.deleted_at is null`,
        [sku, place]
      )
      return Number(level?.stocked ?? 0)
    }
    const { delivery, receipt } = await arrived([
      {
        sku: drill,
        quantity: "2",
        unit_price: "2",
        terms: "hire",
        hire_until: "2099-01-31",
        serial_numbers: ["S1", "S2"],
      },
      { sku: blade, quantity: "10", unit_price: "1.50", terms: "sale" },
    ])
    await caughtUp()
    expect([await stockedAt(a, drill, home), await stockedAt(a, blade, home)]).toEqual([1, 0])
    expect(
      await a.sql(
        `select serial from consignment_serial_number
         where stock_location_id = $1 and is_held and inventory_item_id = $2`,
        [home, delivery.lines[0]?.inventory_item_id]
      )
    ).toEqual([{ serial: "S3" }])

    const { lots } = await b.read<{ lots: { sku: string | null; quantity_remaining: string }[] }>(
      `${base}/lots?document_id=${receipt?.id}`
    )
    expect(lots.filter((lot) => lot.quantity_remaining !== "0")).toMatchObject([
      { sku: drill, quantity_remaining: "2", serial_numbers: ["S1", "S2"] },
    ])
    expect(await stockedAt(b, blade, shop.id)).toBe(10)
    const transfersAtB = async () =>
      (
        await b.read<{ ownership_transfers: Paper[] }>(
          `${base}/ownership-transfers?contractor_id=${atB.contractor}`
        )
      ).ownership_transfers
    expect(await transfersAtB()).toMatchObject([{ lines: [{ sku: blade, quantity: "10" }] }])

    // Hints and pulls that come again change nothing.
    for (const store of [a, b, b]) await stores.pull(store)
    expect(await stores.receiptsOf(delivery.lines[0] as Line)).toHaveLength(1)
    expect(await transfersAtB()).toHaveLength(1)

    await b.do(`${base}/settlements`, { contractor_id: atB.contractor })
    await caughtUp()
    const { settlements } = await a.read<{ settlements: { id: string; net_value: string }[] }>(
      `${base}/settlements?contractor_id=${atA.contractor}`
    )
    expect(settlements).toMatchObject([{ net_value: "15.00" }])
    const { reported_sales: sales } = await a.read<{ reported_sales: Paper[] }>(
      `${base}/reported-sales?contractor_id=${atA.contractor}`
    )
    expect(sales).toMatchObject([{ lines: [{ sku: blade, quantity: "10" }] }])

    const refusals = [
      await b.post(`${base}/consignor-returns`, {
        contractor_id: atB.contractor,
        warehouse_id: atB.warehouse,
        lines: [{ sku: blade, quantity: "1" }],
      }),
      await a.post(`${base}/take-backs`, {
        warehouse_id: atA.warehouse,
        to_stock_location_id: home,
        lines: [{ sku: blade, quantity: "1" }],
      }),
      await a.post(`${base}/deliveries/${delivery.id}`, { warehouse_id: atA.warehouse }),
    ]
    expect(refusals).toMatchObject([
      { status: 400, data: { code: "INSUFFICIENT_STOCK" } },
      { status: 400, data: { code: "INSUFFICIENT_STOCK" } },
      { status: 400, data: { code: "DOCUMENT_POSTED" } },
    ])

    const { warnings } = await b.do<{ warnings: object[] }>(`${base}/loans`, {
      warehouse_id: atB.warehouse,
      borrower: { kind: "staff", name: "Workshop" },
      until: "2099-03-01",
      lines: [{ sku: drill, quantity: "1", serial_numbers: ["S1"] }],
    })
    expect(warnings).toMatchObject([{ code: "BEYOND_HIRE", line: 0 }])
  })

  it("end a hire at B when A ends it, and leave the units there", async () => {
    const stores = await connectStores({
      agreement: { allow_hire: true },
      warehouse: { purpose: "hire" },
    })
    const { a, b, article, arrived, caughtUp } = stores
    const sku = await article()
    const { delivery, receipt } = await arrived([
      { sku, quantity: "5", unit_price: "2", terms: "hire" },
    ])
    expect(receipt?.lines).toMatchObject([{ terms: "hire", ended_quantity: "0" }])
    await a.do(`${base}/deliveries/${delivery.id}/end-hire`, {
      lines: [{ line_id: delivery.lines[0]?.id, quantity: "2" }],
    })
    await caughtUp()
    const read = await b.read<{ goods_receipt: Paper }>(`${base}/goods-receipts/${receipt?.id}`)
    expect(read.goods_receipt.lines).toMatchObject([{ ended_quantity: "2", quantity: "5" }])
  })

  it("name the units that cross", async () => {
    const stores = await connectStores()
    const { a, b, atA, article, home, arrived, caughtUp } = stores
    const sku = await article(2)
    await a.do(`${base}/serial-numbers`, {
      stock_location_id: home,
      sku,
      serials: ["S1", "S2"],
    })
    const { receipt } = await arrived([
      { sku, quantity: "2", unit_price: "2", serial_numbers: ["S1", "S2"] },
    ])
    expect(receipt?.lines).toMatchObject([{ serial_numbers: ["S1", "S2"] }])
    await a.do(`${base}/take-backs`, {
      warehouse_id: atA.warehouse,
      to_stock_location_id: home,
      lines: [{ sku, quantity: "1", serial_numbers: ["S1"] }],
    })
    await caughtUp()
    const { lots } = await b.read<{ lots: object[] }>(`${base}/lots?document_id=${receipt?.id}`)
    expect(lots).toMatchObject([{ quantity_remaining: "1", serial_numbers: ["S2"] }])
  })

  it("name the units that B has settled, got back, and counted", async () => {
    const stores = await connectStores({ agreement: { net_returns: true } })
    const { a, b, atA, atB, article, home, arrived, caughtUp } = stores
    const sku = await article(6)
    const serials = ["S1", "S2", "S3", "S4", "S5", "S6"]
    await a.do(`${base}/serial-numbers`, { stock_location_id: home, sku, serials })
    const { delivery } = await arrived(
      [{ sku, quantity: "6", unit_price: "2", serial_numbers: serials }],
      { effective_at: new Date(Date.now() - 5 * 3_600_000).toISOString() }
    )
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
    const issue = async (named: string[], hours: number) =>
      (
        await b.do<{ goods_issue: Paper }>(`${base}/goods-issues`, {
          stock_location_id: atB.location,
          effective_at: hoursAgo(hours),
          lines: [{ sku, quantity: String(named.length), serial_numbers: named }],
        })
      ).goods_issue
    const bring = async (sold: Paper, named: string[], hours: number) => {
      const line = { line_id: sold.lines[0]?.id, quantity: String(named.length) }
      await b.do(`${base}/goods-issues/${sold.id}/returns`, {
        effective_at: hoursAgo(hours),
        lines: [{ ...line, serial_numbers: named }],
      })
    }
    const settle = async (hours: number) => {
      await b.do(`${base}/settlements`, {
        contractor_id: atB.contractor,
        cut_off: hoursAgo(hours),
      })
      await caughtUp()
      const [message] = await a.sql<{ body: { lines: object[] } }>(
        `select body from consignment_peer_message
         where peer_id = $1 and feed = 'received' and type = 'settlement.closed' order by sequence desc limit 1`,
        [atA.peer]
      )
      return message?.body.lines
    }
    const soldAt = async (store: typeof a) =>
      (
        await store.sql<{ unit: string }>(
          `select s.serial || ' ' || s.state as unit from consignment_serial_number s
           join inventory_item i on i.id = s.inventory_item_id
           where i.sku = $1 and s.state <> 'in_lot' order by 1`,
          [sku]
        )
      ).map(({ unit }) => unit)

    const line = { origin_line_id: delivery.lines[0]?.id, unit_cost: "2" }
    const sold = await issue(["S1", "S2", "S3", "S5"], 4)
    await bring(sold, ["S3"], 3)
    await bring(sold, ["S1", "S5"], 1)
    await issue(["S4"], 1)
    expect(await settle(2)).toEqual([
      { ...line, quantity: "3", serial_numbers_out: ["S1", "S2", "S5"], serial_numbers_in: [] },
    ])
    expect(await soldAt(a)).toEqual(["S1 sold", "S2 sold", "S5 sold"])

    // More units came back in the second period than were sold in it.
    expect(await settle(0)).toEqual([
      { ...line, quantity: "-1", serial_numbers_out: ["S4"], serial_numbers_in: ["S1", "S5"] },
    ])
    for (const store of [a, b]) expect(await soldAt(store)).toEqual(["S2 sold", "S4 sold"])

    await b.do(`${base}/stock-counts`, {
      warehouse_id: atB.warehouse,
      contractor_id: atB.contractor,
      lines: [{ sku, counted_quantity: "3", serial_numbers: ["S1", "S3", "S5"] }],
    })
    await caughtUp()
    for (const store of [a, b]) {
      expect(await soldAt(store)).toEqual(["S2 sold", "S4 sold", "S6 lost"])
    }
  })

  it("take named units back from each of the lots that a line has become", async () => {
    const stores = await connectStores()
    const { a, b, atA, atB, article, home, arrived, caughtUp } = stores
    const sku = await article(3)
    const serials = ["S1", "S2", "S3"]
    await a.do(`${base}/serial-numbers`, { stock_location_id: home, sku, serials })
    const { receipt } = await arrived([
      { sku, quantity: "3", unit_price: "2", serial_numbers: serials },
    ])
    const { stock_location: place } = await b.do<{ stock_location: { id: string } }>(
      "/admin/stock-locations",
      { name: "Elsewhere" }
    )
    const { warehouse: elsewhere } = await b.do<{ warehouse: { id: string } }>(
      `${base}/warehouses`,
      { stock_location_id: place.id, direction: "inbound" }
    )
    for (const [from, to] of [
      [atB.warehouse, elsewhere.id],
      [elsewhere.id, atB.warehouse],
    ]) {
      await b.do(`${base}/warehouse-transfers`, {
        from_warehouse_id: from,
        to_warehouse_id: to,
        lines: [{ sku, quantity: "2", serial_numbers: ["S2", "S3"] }],
      })
    }
    await a.do(`${base}/take-backs`, {
      warehouse_id: atA.warehouse,
      to_stock_location_id: home,
      lines: [{ sku, quantity: "2", serial_numbers: ["S1", "S3"] }],
    })
    await caughtUp()
    const { lots } = await b.read<{
      lots: { quantity_remaining: string; serial_numbers: string[] }[]
    }>(`${base}/lots?contractor_id=${atB.contractor}`)
    expect(lots.filter((lot) => lot.quantity_remaining !== "0")).toMatchObject([
      { quantity_remaining: "1", serial_numbers: ["S2"] },
    ])
    expect(receipt).toBeDefined()
  })

  describe("of hired goods that B has lent", () => {
    interface Loan {
      id: string
      status: string
      lines: { quantity: string; quantity_ended: string }[]
    }

    const open = async () => {
      const stores = await connectStores({
        agreement: { allow_hire: true },
        warehouse: { purpose: "hire" },
      })
      const { b, atB } = stores
      const lend = async (line: object): Promise<Loan> =>
        (
          await b.do<{ loan: Loan }>(`${base}/loans`, {
            warehouse_id: atB.warehouse,
            borrower: { kind: "staff", name: "Workshop" },
            lines: [line],
          })
        ).loan
      const loan = async ({ id }: Loan): Promise<Loan> =>
        (await b.read<{ loan: Loan }>(`${base}/loans/${id}`)).loan
      const reserved = async (sku: string): Promise<string | undefined> => {
        const [level] = await b.sql<{ reserved: string }>(
          `select l.reserved_quantity::text as reserved from inventory_level l
           join inventory_item i on i.id = l.inventory_item_id where i.sku = $1 and l.location_id = $2`,
          [sku, atB.location]
        )
        return level?.reserved
      }
      return { ...stores, lend, loan, reserved }
    }

    it("end exactly the loans of the units that A names, and leave the others", async () => {
      const { a, b, atA, home, article, arrived, caughtUp, lend, loan, reserved } = await open()
      const sku = await article(3)
      await a.do(`${base}/serial-numbers`, {
        stock_location_id: home,
        sku,
        serials: ["S1", "S2", "S3"],
      })
      const { delivery, receipt } = await arrived([
        {
          sku,
          quantity: "3",
          unit_price: "2",
          terms: "hire",
          serial_numbers: ["S1", "S2", "S3"],
        },
      ])
      const named = await lend({ sku, quantity: "1", serial_numbers: ["S1"] })
      const newest = await lend({ sku, quantity: "1", serial_numbers: ["S2"] })
      const { take_back: fetched } = await a.do<{ take_back: Paper }>(`${base}/take-backs`, {
        warehouse_id: atA.warehouse,
        to_stock_location_id: home,
        lines: [{ sku, quantity: "1", serial_numbers: ["S1"] }],
      })
      const { messages } = await a.read<{ messages: { type: string; body: object }[] }>(
        `${base}/peers/${atA.peer}/messages?feed=sent`
      )
      expect(messages).toContainEqual(
        expect.objectContaining({
          type: "take_back.posted",
          body: expect.objectContaining({
            document_id: fetched.id,
            lines: [
              {
                origin_line_id: delivery.lines[0]?.id,
                quantity: "1",
                serial_numbers: ["S1"],
              },
            ],
          }) as object,
        })
      )
      await caughtUp()
      expect(await loan(named)).toMatchObject({ status: "ended", lines: [{ quantity_ended: "1" }] })
      expect(await loan(newest)).toMatchObject({
        status: "active",
        lines: [{ quantity_ended: "0" }],
      })
      const { lots } = await b.read<{ lots: object[] }>(`${base}/lots?document_id=${receipt?.id}`)
      expect(lots).toMatchObject([{ quantity_remaining: "2", serial_numbers: ["S2", "S3"] }])
      expect(await reserved(sku)).toBe("1")

      // Ending a hire ends the loan of the named unit, and no unit moves.
      await a.do(`${base}/deliveries/${delivery.id}/end-hire`, {
        lines: [{ line_id: delivery.lines[0]?.id, quantity: "1", serial_numbers: ["S2"] }],
      })
      await caughtUp()
      expect(await loan(newest)).toMatchObject({ status: "ended" })
      expect(await b.read(`${base}/lots?document_id=${receipt?.id}`)).toMatchObject({
        lots: [{ quantity_remaining: "2" }],
      })
    })

    it("end the newest loans by quantity, once no unit is free", async () => {
      const { a, b, atA, home, article, arrived, caughtUp, lend, loan, reserved } = await open()
      const sku = await article(100)
      const { delivery, receipt } = await arrived([
        { sku, quantity: "100", unit_price: "2", terms: "hire" },
      ])
      const oldest = await lend({ sku, quantity: "50" })
      const newest = await lend({ sku, quantity: "30" })
      await a.do(`${base}/take-backs`, {
        warehouse_id: atA.warehouse,
        to_stock_location_id: home,
        lines: [{ sku, quantity: "40" }],
      })
      await caughtUp()
      expect(await loan(oldest)).toMatchObject({ status: "active" })
      expect((await loan(newest)).lines).toMatchObject([{ quantity: "30", quantity_ended: "20" }])
      expect(await reserved(sku)).toBe("60")
      expect(await b.read(`${base}/lots?document_id=${receipt?.id}`)).toMatchObject({
        lots: [{ quantity_remaining: "60" }],
      })
      const { statement } = await a.read<{ statement: object }>(
        `${base}/peers/${atA.peer}/statement?refresh=true`
      )
      expect(statement).toMatchObject({ differences: 0, lines: [{ lent: "60" }] })

      // An extension crosses and revives no loan.
      await a.do(`${base}/deliveries/${delivery.id}/extend-hire`, {
        hire_until: "2099-01-31T12:00:00.000Z",
      })
      await caughtUp()
      const { goods_receipt } = await b.read<{ goods_receipt: Paper }>(
        `${base}/goods-receipts/${receipt?.id}`
      )
      expect(goods_receipt.lines).toMatchObject([{ hire_until: "2099-01-31T12:00:00.000Z" }])
      expect((await loan(newest)).lines).toMatchObject([{ quantity_ended: "20" }])
    })
  })
})
