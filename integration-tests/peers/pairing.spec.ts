import type { Peer } from "../../src/http-contract/peer"
import { connectStores, makeWarehouse, prepareStores } from "../helpers/connected-stores"
import { eventually, unique, type Fault, type Store } from "../helpers/two-stores"

const base = "/admin/consignment"

describe("pairing", () => {
  it("shows a code once, and takes it once", async () => {
    const { a, b, atA, atB } = await prepareStores()
    const invite = () =>
      a.do<{ peer: Peer; pairing_code: string; expires_at: string }>(`${base}/peers`, {
        warehouse_id: atA.warehouse,
      })
    const join = (pairing_code: string, url = a.line) =>
      b.post<{ peer: Peer; code?: string }>(`${base}/peers/join`, {
        url,
        pairing_code,
        warehouse_id: atB.warehouse,
        contractor_id: atB.contractor,
      })
    const first = await invite()
    expect(first.peer).toMatchObject({ status: "invited", role: "consignor" })
    const second = await invite()
    expect(second.peer.id).toBe(first.peer.id)
    const refused = { status: 400, data: { code: "PAIRING_REFUSED" } }
    expect(await join(first.pairing_code)).toMatchObject(refused)
    expect(await join("wrong")).toMatchObject(refused)
    for (const url of ["http://localhost:1", "ftp://localhost", "nonsense"]) {
      expect(await join(second.pairing_code, url)).toMatchObject({
        status: 400,
        data: { code: "PEER_UNREACHABLE" },
      })
    }
    const joined = await join(second.pairing_code)
    expect(joined).toMatchObject({ status: 201, data: { peer: { status: "connected" } } })
    const answered = await a.send("POST", "/consignment-peer/v1/pair", {
      pairing_code: second.pairing_code,
    })
    expect(answered.status).toBe(401)
    expect(await a.post(`${base}/peers`, { warehouse_id: atA.warehouse })).toMatchObject({
      status: 400,
      data: { code: "INVALID_DATA" },
    })
    expect(await join("another")).toMatchObject({ status: 400, data: { code: "INVALID_DATA" } })
  })

  it("keeps a code as a hash only, and for a day", async () => {
    const { a, b, atA, atB } = await prepareStores()
    const { peer, pairing_code, expires_at } = await a.do<{
      peer: Peer
      pairing_code: string
      expires_at: string
    }>(`${base}/peers`, { warehouse_id: atA.warehouse })
    // 128 bits are 22 characters of this alphabet.
    expect(pairing_code).toMatch(/^[\w-]{22,}$/)
    const hours = (Date.parse(expires_at) - Date.now()) / 3_600_000
    expect(hours).toBeGreaterThan(23.9)
    expect(hours).toBeLessThanOrEqual(24)
    const rowsOf = async (store: Store) =>
      JSON.stringify(await store.sql(`select to_jsonb(p) from consignment_peer p`))
    expect(await rowsOf(a)).toContain(peer.id)
    expect(await rowsOf(a)).not.toContain(pairing_code)
    expect(JSON.stringify(await a.read(`${base}/peers/${peer.id}`))).not.toContain(pairing_code)
    await a.disturb({ lose: 1 })
    const body = {
      url: a.line,
      pairing_code,
      warehouse_id: atB.warehouse,
      contractor_id: atB.contractor,
    }
    expect((await b.post(`${base}/peers/join`, body)).status).toBe(400)
    await a.disturb()
    expect(await rowsOf(b)).not.toContain(pairing_code)
    expect((await b.post(`${base}/peers/join`, body)).status).toBe(201)
    expect(await rowsOf(b)).not.toContain(pairing_code)
  })

  it("refuses a code that has expired", async () => {
    const { a, b, atA, atB } = await prepareStores()
    const { peer, pairing_code } = await a.do<{ peer: Peer; pairing_code: string }>(
      `${base}/peers`,
      { warehouse_id: atA.warehouse }
    )
    await a.sql(`update consignment_peer set pairing_expires_at = now() where id = $1`, [peer.id])
    const joined = await b.post(`${base}/peers/join`, {
      url: a.line,
      pairing_code,
      warehouse_id: atB.warehouse,
      contractor_id: atB.contractor,
    })
    expect(joined).toMatchObject({ status: 400, data: { code: "PAIRING_REFUSED" } })
  })

  it.each<[string, Fault]>([
    ["got lost", { lose: 1 }],
    ["broke off", { cut: 1 }],
    ["was spoilt", { garble: 1 }],
    ["came twice", { repeat: 1 }],
  ])("answers again when the first answer %s", async (_, fault) => {
    const { a, b, atA, atB } = await prepareStores()
    const { peer, pairing_code } = await a.do<{ peer: Peer; pairing_code: string }>(
      `${base}/peers`,
      { warehouse_id: atA.warehouse }
    )
    const body = {
      url: a.line,
      pairing_code,
      warehouse_id: atB.warehouse,
      contractor_id: atB.contractor,
    }
    await a.disturb(fault)
    const first = await b.post(`${base}/peers/join`, body)
    await a.disturb()
    if (!fault.repeat) {
      expect(first).toMatchObject({ status: 400, data: { code: "PEER_UNREACHABLE" } })
      const { peer: invited } = await a.read<{ peer: Peer }>(`${base}/peers/${peer.id}`)
      expect(invited.status).toBe("invited")
    }
    const last = fault.repeat ? first : await b.post(`${base}/peers/join`, body)
    expect(last).toMatchObject({ status: 201, data: { peer: { status: "connected" } } })
    const { peers } = await b.read<{ peers: Peer[] }>(
      `${base}/peers?contractor_id=${atB.contractor}`
    )
    expect(peers).toHaveLength(1)
    await eventually(
      async () => (await a.read<{ peer: Peer }>(`${base}/peers/${peer.id}`)).peer,
      ({ status }) => status === "connected",
      75
    )
  })

  it("leaves a code to be used again where it was not at fault", async () => {
    const { a, b, atA, atB } = await prepareStores()
    const other = await prepareStores({ currency: "USD" })
    const { pairing_code } = await a.do<{ pairing_code: string }>(`${base}/peers`, {
      warehouse_id: atA.warehouse,
    })
    const join = (side: { warehouse: string; contractor: string }) =>
      b.post(`${base}/peers/join`, {
        url: a.line,
        pairing_code,
        warehouse_id: side.warehouse,
        contractor_id: side.contractor,
      })
    expect(await join(other.atB)).toMatchObject({ status: 400, data: { code: "NO_AGREEMENT" } })
    expect(await join(atB)).toMatchObject({ status: 201 })
  })

  it("connects no store with itself", async () => {
    const { a, atA } = await prepareStores()
    const own = await prepareStores({ storeB: "a" })
    const { peer, pairing_code } = await a.do<{ peer: Peer; pairing_code: string }>(
      `${base}/peers`,
      { warehouse_id: atA.warehouse }
    )
    for (const url of [a.line, a.url, a.url.replace("localhost", "127.0.0.1")]) {
      const joined = await a.post(`${base}/peers/join`, {
        url,
        pairing_code,
        warehouse_id: own.atB.warehouse,
        contractor_id: own.atB.contractor,
      })
      expect(joined).toMatchObject({ status: 400, data: { code: "PAIRING_REFUSED" } })
    }
    const { peer: kept } = await a.read<{ peer: Peer }>(`${base}/peers/${peer.id}`)
    expect(kept.status).toBe("invited")
    const { peers } = await a.read<{ peers: Peer[] }>(
      `${base}/peers?contractor_id=${own.atB.contractor}`
    )
    expect(peers).toEqual([])
  })

  it("needs warehouses of the right kind, and of one purpose", async () => {
    const { a, b, atA, atB } = await prepareStores({ warehouse: { purpose: "hire" } })
    const sale = await prepareStores()
    const wrong = { status: 400, data: { code: "NOT_CONSIGNMENT_WAREHOUSE" } }
    const unknown = { status: 400, data: { code: "INVALID_DATA" } }
    expect(await b.post(`${base}/peers`, { warehouse_id: atB.warehouse })).toMatchObject(wrong)
    expect(await a.post(`${base}/peers`, { warehouse_id: "conwh_nowhere" })).toMatchObject(unknown)
    const { pairing_code } = await a.do<{ pairing_code: string }>(`${base}/peers`, {
      warehouse_id: atA.warehouse,
    })
    const join = (warehouse_id: string, contractor_id = atB.contractor, store = b) =>
      store.post(`${base}/peers/join`, { url: a.line, pairing_code, warehouse_id, contractor_id })
    expect(await join(atA.warehouse, atA.contractor, a)).toMatchObject(wrong)
    expect(await join("conwh_nowhere")).toMatchObject(unknown)
    expect(await join(atB.warehouse, "concon_nobody")).toMatchObject(unknown)
    const purpose = await join(sale.atB.warehouse, sale.atB.contractor)
    expect(purpose).toMatchObject({ status: 400, data: { code: "PAIRING_REFUSED" } })
    expect(await join(atB.warehouse)).toMatchObject({
      status: 201,
      data: { peer: { warehouses: [{ purpose: "hire", status: "paired" }] } },
    })
  })

  it("is refused by an owner whose goods have come to the customer since", async () => {
    const { a, b, atA, atB } = await prepareStores()
    const { pairing_code } = await a.do<{ pairing_code: string }>(`${base}/peers`, {
      warehouse_id: atA.warehouse,
    })
    const { stock_location: place } = await a.do<{ stock_location: { id: string } }>(
      "/admin/stock-locations",
      { name: "Depot" }
    )
    const { inventory_item: item } = await a.do<{ inventory_item: { id: string } }>(
      "/admin/inventory-items",
      { sku: unique("EARLY") }
    )
    await a.do(`/admin/inventory-items/${item.id}/location-levels`, {
      location_id: place.id,
      stocked_quantity: 1,
    })
    const { delivery } = await a.do<{ delivery: { id: string; lines: { peer_state: null }[] } }>(
      `${base}/deliveries`,
      {
        warehouse_id: atA.warehouse,
        from_stock_location_id: place.id,
        lines: [{ inventory_item_id: item.id, quantity: "1", unit_price: "1" }],
      }
    )
    expect(delivery.lines).toMatchObject([{ peer_state: null }])
    const join = () =>
      b.post(`${base}/peers/join`, {
        url: a.line,
        pairing_code,
        warehouse_id: atB.warehouse,
        contractor_id: atB.contractor,
      })
    expect(await join()).toMatchObject({ status: 400, data: { code: "PAIRING_REFUSED" } })
    await a.do(`${base}/deliveries/${delivery.id}/reverse`)
    await a.do(`${base}/settlements`, { contractor_id: atA.contractor, direction: "outbound" })
    expect(await join()).toMatchObject({ status: 201 })
  })

  it("makes one connection of a contractor in a role, and others beside it", async () => {
    const stores = await connectStores()
    const { a, b, atA, atB } = stores
    const { peer } = await a.read<{ peer: Peer }>(`${base}/peers/${atA.peer}`)
    const second = await makeWarehouse(a, { contractor_id: atA.contractor })
    const taken = { status: 400, data: { code: "INVALID_DATA" } }
    expect(await a.post(`${base}/peers`, { warehouse_id: second })).toMatchObject(taken)
    const other = await prepareStores()
    const { pairing_code } = await a.do<{ pairing_code: string }>(`${base}/peers`, {
      warehouse_id: other.atA.warehouse,
    })
    const join = (contractor_id: string) =>
      b.post(`${base}/peers/join`, {
        url: a.line,
        pairing_code,
        warehouse_id: atB.warehouse,
        contractor_id,
      })
    expect(await join(atB.contractor)).toMatchObject(taken)
    // Another supplier's goods may be in the same warehouse.
    expect(await join(other.atB.contractor)).toMatchObject({ status: 201 })
    expect((await a.read<{ peer: Peer }>(`${base}/peers/${atA.peer}`)).peer).toMatchObject({
      id: peer.id,
      status: "connected",
    })
    // The customer may be a supplier as well.
    const reverse = await prepareStores({ storeA: "b", storeB: "a" })
    const invited = await b.do<{ pairing_code: string }>(`${base}/peers`, {
      warehouse_id: reverse.atA.warehouse,
    })
    const joined = await a.post(`${base}/peers/join`, {
      url: b.line,
      pairing_code: invited.pairing_code,
      warehouse_id: reverse.atB.warehouse,
      contractor_id: reverse.atB.contractor,
    })
    expect(joined).toMatchObject({ status: 201, data: { peer: { role: "consignee" } } })
  })

  it("needs agreements in a currency of both, and empty books", async () => {
    const { a, b, atA, atB } = await prepareStores()
    const { peer, pairing_code } = await a.do<{ peer: Peer; pairing_code: string }>(
      `${base}/peers`,
      { warehouse_id: atA.warehouse }
    )
    expect(peer.status).toBe("invited")
    const other = await prepareStores({ currency: "USD" })
    const joined = await b.post(`${base}/peers/join`, {
      url: a.line,
      pairing_code,
      warehouse_id: other.atB.warehouse,
      contractor_id: other.atB.contractor,
    })
    expect(joined).toMatchObject({ status: 400, data: { code: "NO_AGREEMENT" } })
    const { inventory_item: item } = await b.do<{ inventory_item: { id: string } }>(
      "/admin/inventory-items",
      { sku: `OWN-${atB.contractor}` }
    )
    await b.do(`${base}/contractors/${atB.contractor}/items`, {
      items: [{ inventory_item_id: item.id }],
    })
    await b.do(`${base}/goods-receipts`, {
      contractor_id: atB.contractor,
      warehouse_id: atB.warehouse,
      lines: [{ inventory_item_id: item.id, quantity: "1", unit_cost: "1" }],
    })
    const filled = await b.post(`${base}/peers/join`, {
      url: a.line,
      pairing_code,
      warehouse_id: atB.warehouse,
      contractor_id: atB.contractor,
    })
    expect(filled).toMatchObject({ status: 400, data: { code: "CONSIGNED_STOCK_PRESENT" } })
  })

  it("warns of terms that differ", async () => {
    const { a, b, atA } = await prepareStores({ agreement: { count_loss_liability: "consignee" } })
    const other = await prepareStores({ agreement: { count_loss_liability: "consignor" } })
    const { pairing_code } = await a.do<{ pairing_code: string }>(`${base}/peers`, {
      warehouse_id: atA.warehouse,
    })
    const joined = await b.do<{ warnings: object[] }>(`${base}/peers/join`, {
      url: a.line,
      pairing_code,
      warehouse_id: other.atB.warehouse,
      contractor_id: other.atB.contractor,
    })
    expect(joined.warnings).toMatchObject([{ code: "TERMS_DIFFER", currency_code: "EUR" }])
  })

  it("slows down callers who guess codes, and nobody with a right one", async () => {
    const { a, b, atA, atB } = await prepareStores()
    const { pairing_code } = await a.do<{ pairing_code: string }>(`${base}/peers`, {
      warehouse_id: atA.warehouse,
    })
    const guess = async (source: string) =>
      (
        await a.send(
          "POST",
          "/consignment-peer/v1/pair",
          { pairing_code: "guess" },
          { "x-forwarded-for": source }
        )
      ).status
    const statuses: number[] = []
    for (let count = 0; count < 12; count += 1) statuses.push(await guess("203.0.113.7"))
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429])
    expect(await guess("203.0.113.8")).toBe(401)
    const joined = await b.post(`${base}/peers/join`, {
      url: a.url,
      pairing_code,
      warehouse_id: atB.warehouse,
      contractor_id: atB.contractor,
    })
    expect(joined.status).toBe(201)
  })
})
