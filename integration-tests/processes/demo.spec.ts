import { once } from "node:events"
import { existsSync } from "node:fs"
import fs from "node:fs/promises"
import net from "node:net"
import os from "node:os"
import path from "node:path"
import { startDemo, type Admin, type Demo } from "../helpers/demo-process"

const base = "/admin/consignment"

describe("npm run demo", () => {
  let folder: string

  beforeAll(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), "a démo "))
  })

  afterAll(async () => {
    for (const { interrupt } of demos) await interrupt()
    await fs.rm(folder, { recursive: true, force: true })
  })

  /** Also those that a failing test has left running. */
  const demos: Demo[] = []
  const demo = async (...parameters: string[]): Promise<Demo> => {
    const started = await startDemo("--in", folder, ...parameters)
    demos.push(started)
    return started
  }

  /** The address answers no more, and no database server holds the data. */
  const expectStopped = async ({ url, data }: { url: string; data: string }): Promise<void> => {
    await expect(fetch(`${url}/health`)).rejects.toThrow()
    expect(existsSync(path.join(data, "postgres", "PG_VERSION"))).toBe(true)
    expect(existsSync(path.join(data, "postgres", "postmaster.pid"))).toBe(false)
  }

  /** A file from the command line: checked, posted once, refused as a whole. */
  const expectImport = async ({ exec }: Demo, admin: Admin): Promise<void> => {
    const file = path.join(folder, "receipts.csv")
    const header = "contractor_code,warehouse,sku,quantity,unit_cost,reference"
    const script = "./src/scripts/import-goods-receipts.ts"
    const receipts = async () =>
      (await admin.get<{ count: number }>(`${base}/goods-receipts`)).count
    const before = await receipts()
    const { warehouses } = await admin.get<{ warehouses: { name: string }[] }>(`${base}/warehouses`)
    const line = (sku: string) => `TARN,${warehouses[0]?.name},${sku},2,23.00,FILE-1`

    await fs.writeFile(
      file,
      [header, line("TARN-STUDS"), line("WILG-MUG"), line("NOBODYS")].join("\n")
    )
    const refused = await exec(script, file)
    expect(refused).toMatch(/Line 3: NOT_ITEM_OWNER/)
    expect(refused).toMatch(/Line 4: UNKNOWN_ITEM/)
    await fs.writeFile(file, [header, line("TARN-STUDS"), line("TARN-CHAIN")].join("\n"))
    expect(await exec(script, file, "dry-run")).toContain("checked, 1 of 1 documents are new.")
    expect(await receipts()).toBe(before)
    expect(await exec(script, file)).toContain("posted, 1 of 1 documents are new.")
    expect(await exec(script, file)).toContain("posted, 0 of 1 documents are new.")
    expect(await receipts()).toBe(before + 1)
  }

  /** Goods that arrived by themselves, a lamp that is lent, and an article that waits for a decision. */
  const expectPartner = async (partner: Admin): Promise<void> => {
    const { goods_receipts: receipts } = await partner.get<{ goods_receipts: object[] }>(
      `${base}/goods-receipts`
    )
    const arrived = { origin: "peer", read_only: true }
    expect(receipts).toEqual([expect.objectContaining(arrived), expect.objectContaining(arrived)])
    const { loans } = await partner.get<{ loans: object[] }>(`${base}/loans`)
    expect(loans).toEqual([expect.objectContaining({ status: "active" })])
    const { peers } = await partner.get<{ peers: { id: string }[] }>(`${base}/peers`)
    const { exceptions } = await partner.get<{ exceptions: object[] }>(
      `${base}/peers/${peers[0]?.id}/exceptions`,
      { status: "open" }
    )
    expect(exceptions).toEqual([expect.objectContaining({ code: "ARTICLE_EXISTS" })])
  }

  /** Somebody else's servers, if the ports are not taken already. */
  const takePorts = async (...ports: number[]): Promise<net.Server[]> => {
    const servers = ports.map((port) => net.createServer().listen(port))
    await Promise.all(
      servers.map((server) => Promise.race([once(server, "listening"), once(server, "error")]))
    )
    return servers
  }

  const expectInTouch = async (admin: Admin): Promise<void> => {
    const { peers } = await admin.get<{ peers: { id: string }[] }>(`${base}/peers`)
    expect(peers).toHaveLength(1)
    const pulled = await admin.post(`${base}/peers/${peers[0]?.id}/pull`)
    expect(pulled).toMatchObject({ peer: { status: "connected", last_error: null } })
  }

  it("shows a shop with a closed settlement, keeps what is done in it, and begins anew at --reset", async () => {
    const first = await demo()
    expect((await fetch(`${first.url}/app`)).status).toBe(200)
    const admin = await first.logIn()
    const { contractors } = await admin.get<{ contractors: object[] }>(`${base}/contractors`)
    expect(contractors).toHaveLength(5)
    const { settlements } = await admin.get<{ settlements: object[] }>(`${base}/settlements`)
    expect(settlements).toEqual([expect.objectContaining({ status: "closed" })])
    const { orders } = await admin.get<{ orders: object[] }>("/admin/orders")
    expect(orders.length).toBeGreaterThan(5)
    const { differences, pending, unposted } = await admin.get<Record<string, object[]>>(
      `${base}/reconciliation`
    )
    expect({ differences, pending, unposted }).toEqual({
      differences: [],
      pending: [],
      unposted: [],
    })
    await admin.post(`${base}/contractors`, { name: "A maker of our own", code: "OURS" })
    await first.interrupt()
    await expectStopped(first)

    const second = await demo()
    expect(second.printed()).toContain("the demo data are there already")
    expect(second.data).toBe(first.data)
    const again = await second.logIn()
    expect(
      (await again.get<{ contractors: object[] }>(`${base}/contractors`)).contractors
    ).toContainEqual(expect.objectContaining({ code: "OURS" }))
    expect((await again.get<{ orders: object[] }>("/admin/orders")).orders).toHaveLength(
      orders.length
    )
    await expectImport(second, again)
    await second.interrupt()
    await expectStopped(second)

    const third = await demo("--reset", "--with-partner")
    const anew = await third.logIn()
    const { contractors: makers } = await anew.get<{ contractors: { code: string }[] }>(
      `${base}/contractors`
    )
    // The five makers and the gallery, but nobody of before.
    expect(makers).toHaveLength(6)
    expect(makers.map(({ code }) => code)).not.toContain("OURS")
    await expectPartner(await third.logInToPartner())
    await third.interrupt()
    await expectStopped(third)

    const taken = await takePorts(9000, 9001)
    try {
      const fourth = await demo("--with-partner")
      expect(fourth.printed()).toMatch(/Port 9000 is taken; the demo uses \d+\./)
      expect(fourth.url).not.toMatch(/:900[01]$/)
      const partner = await fourth.logInToPartner()
      await expectPartner(partner)
      await expectInTouch(await fourth.logIn())
      await expectInTouch(partner)
      await fourth.interrupt()
      await expectStopped(fourth)
    } finally {
      for (const server of taken) server.close()
    }
  })
})
