import { execFile } from "node:child_process"
import fs from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { promisify } from "node:util"
import { createAdminToken } from "../helpers/admin-token"
import { createClient } from "../helpers/client"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { loadReplayScripts, scripts, type Difference } from "../helpers/replay-scripts"

const fixture = path.resolve(__dirname, "../fixtures/replay")
const silent = { write: () => undefined }

const command = (...parameters: string[]) =>
  promisify(execFile)(process.execPath, [path.join(scripts, "replay.mjs"), ...parameters])

describe("The plan of a replay", () => {
  const plan = async () => {
    const { readFolder, toPlan } = await loadReplayScripts()
    return toPlan(await readFolder(fixture))
  }

  it("receives all that is sold, a lot for each unit cost of an item", async () => {
    const { receipts } = await plan()
    const lots = receipts.flatMap(({ vendor, lots }) =>
      lots.map(
        ({ item, unitCost, quantity }) =>
          `${vendor}: ${String(quantity)} of ${item} at ${String(unitCost)}`
      )
    )
    expect(lots).toEqual([
      "7: 2 of 101 at 1.5",
      "7: 5 of 100 at 4",
      "7: 4 of 100 at 4.1",
      "12: 5 of 200 at 10",
      "30: 3 of 300 at 7.25",
    ])
  })

  it("makes one sale of an invoice, one return of what takes back the same sale, and closes each month", async () => {
    const { months } = await plan()
    const story = months.flatMap(({ days, monthEnd }) => [
      ...days.flatMap(({ date, sales, returns }) => [
        ...sales.map(
          ({ invoice, store, lines }) =>
            `${date} ${invoice} sells ${lines.map(({ id }) => id).join(", ")} to ${store}`
        ),
        ...returns.map(
          ({ lines }) => `${date} returns ${lines.map(({ line }) => line.id).join(", ")}`
        ),
      ]),
      `${monthEnd.cutOff} closes ${monthEnd.vendors.join(", ")}`,
    ])
    expect(story).toEqual([
      "2024-01-10 S1 sells S1-1, S1-2 to A1",
      "2024-01-31 S2 sells S2-1, S2-2 to B2",
      "2024-01-31 returns R1-1",
      "2024-01-31 closes 7, 12, 30",
      "2024-02-02 S3 sells S3-1 to A1",
      "2024-02-05 R2 sells R2-3 to A1",
      "2024-02-05 returns R2-1",
      "2024-02-10 returns R3-1",
      "2024-02-29 closes 7, 12, 30",
    ])
  })

  it("puts the sale of a return that names none before the first month, and the return with it", async () => {
    const { before } = await plan()
    expect(before).toMatchObject({
      date: "2023-12-31",
      sales: [{ store: "A1", lines: [{ id: "R2-2-sale" }] }],
      returns: [
        {
          invoice: "R2",
          effectiveAt: "2024-02-05T12:00:00.000Z",
          lines: [{ line: { id: "R2-2" } }],
        },
      ],
      monthEnd: { cutOff: "2023-12-31", vendors: ["7"] },
    })
  })

  it("is printed and not posted by a dry run", async () => {
    const { stdout } = await command(fixture, "--dry-run")
    expect(stdout).toContain("2024-01-10  replay-sale-S1  lines: 2")
    expect(stdout).toContain("R2-2  2024-02-05  2 of item 101, vendor 7")
  })
})

describe("A folder that cannot be replayed", () => {
  let folder: string
  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), "consignment-replay-"))
    await fs.cp(fixture, folder, { recursive: true })
  })
  afterEach(() => fs.rm(folder, { recursive: true }))

  const refusal = async () => {
    const { readFolder } = await loadReplayScripts()
    return await readFolder(folder).then(
      () => "none",
      (error: Error) => error.message
    )
  }
  const change = async (file: string, from: string, to: string) => {
    const place = path.join(folder, file)
    await fs.writeFile(place, (await fs.readFile(place, "utf8")).replace(from, to))
  }

  it("names a file that is missing", async () => {
    await fs.rm(path.join(folder, "stores.csv"))
    expect(await refusal()).toContain(`${path.join(folder, "stores.csv")} cannot be read`)
  })

  it.each([
    [
      "a column that is missing",
      "lines.csv",
      "unit_cost",
      "cost",
      "lines.csv: line 1 names no column unit_cost.",
    ],
    ["a line of another length", "stores.csv", "A1,", "A1,,", "on line 2"],
    [
      "an unknown vendor",
      "lines.csv",
      "200,12,3",
      "200,13,3",
      `lines.csv, line 3: vendor "13" is unknown.`,
    ],
    [
      "an unknown store",
      "lines.csv",
      "sale,B2",
      "sale,C3",
      `lines.csv, line 4: store "C3" is unknown.`,
    ],
    [
      "an unknown item",
      "lines.csv",
      "B2,300",
      "B2,301",
      `lines.csv, line 5: item "301" is unknown.`,
    ],
    [
      "what is no number",
      "lines.csv",
      "7,5,8.00",
      "7,five,8.00",
      `lines.csv, line 2: qty "five" is no number.`,
    ],
    [
      "what is no date",
      "lines.csv",
      "2024-01-10",
      "2024-02-30",
      `lines.csv, line 2: date "2024-02-30" is no date.`,
    ],
    [
      "an invoice of two days",
      "lines.csv",
      "2024-01-10",
      "2024-01-09",
      "lines.csv, line 3: invoice S1 has another date or store than in lines.csv, line 2.",
    ],
    [
      "a line that is there twice",
      "lines.csv",
      "S1-2",
      "S1-1",
      `lines.csv, line 3: line_id "S1-1" is there twice.`,
    ],
    [
      "a sale that cannot be taken back",
      "return_links.csv",
      "R2-1,S1-2",
      "R2-1,S1-1",
      "return_links.csv, line 3: S1-1 is no sale that the return can take back.",
    ],
    [
      "an unknown vendor of a settlement",
      "expected_settlement_by_vendor_month.csv",
      "\n12",
      "\n13",
      `expected_settlement_by_vendor_month.csv, line 3: vendor "13" is unknown.`,
    ],
  ])("names %s, with file and line", async (_, file, from, to, message) => {
    await change(file, from, to)
    expect(await refusal()).toContain(message)
  })
})

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const base = "/admin/consignment"
    const late = `12 2024-02: R2-1 brought 1 of item 200 back on 2024-02-05; S1-2 had sold them on 2024-01-10. 2024-01 was settled by then, so they are own goods and 2024-02 does not report them.`
    const otherCost = `12 2024-02: R3-1 names a unit cost of 9.9; it takes back S3-1, settled at 10.`
    let token: string
    const admin = createClient(suite, () => token)

    beforeAll(async () => {
      token = await createAdminToken(suite.getContainer())
    })

    const url = () => (suite.api as { defaults: { baseURL: string } }).defaults.baseURL

    const replayed = async (misprint?: { vendor: string; month: string }) => {
      const { adminWith, readFolder, replayFolder, toPlan } = await loadReplayScripts()
      const folder = await readFolder(fixture)
      for (const row of folder.expected) {
        const isMisprinted = row.vendor === misprint?.vendor && row.month === misprint.month
        if (isMisprinted) row.netCost = row.netCost.plus("0.01")
      }
      return await replayFolder(adminWith(url(), token), folder, toPlan(folder), silent)
    }

    const shown = ({ account, figure, expected, settled }: Difference) =>
      `${account} ${figure}: ${String(expected)} expected, ${String(settled)} settled`

    const counts = async () => {
      const kinds = [
        "goods-receipts",
        "goods-issues",
        "goods-issue-returns",
        "settlements",
        "movements",
      ]
      const pages = await Promise.all(
        kinds.map((kind) => admin.get<{ count: number }>(`${base}/${kind}`))
      )
      return pages.map(({ data }) => data.count)
    }

    it("settles as the folder expects, but for the return to a closed month and the one that names another cost", async () => {
      const { differences, explanations, settlements } = await replayed()
      expect(settlements).toBe(7)
      expect(differences.map(shown)).toEqual([
        "12 2024-02 returned: 2 expected, 1 settled",
        "12 2024-02 net: 0 expected, 1 settled",
        "12 2024-02 returned cost: 19.9 expected, 10 settled",
        "12 2024-02 net cost: 0.1 expected, 10 settled",
        "12 2024-02 net, store A1: 0 expected, 1 settled",
        "12 2024-02 net cost, store A1: 0.1 expected, 10 settled",
      ])
      expect(differences.every(({ isExplained }) => isExplained)).toBe(true)
      expect(explanations.map(({ account, sentence }) => `${account}: ${sentence}`)).toEqual([
        late,
        otherCost,
      ])
    })

    it("posts nothing twice, and prints what it explains", async () => {
      await replayed()
      const before = await counts()
      const { stdout } = await command(fixture, "--url", url(), "--token", token)
      expect(await counts()).toEqual(before)
      expect(before).toEqual([3, 5, 4, 7, 15])
      for (const sentence of [late, otherCost, "Every difference is explained."]) {
        expect(stdout).toContain(sentence)
      }
    })

    it("explains no figure that is a cent off", async () => {
      const { differences } = await replayed({ vendor: "30", month: "2024-01" })
      expect(differences.filter(({ isExplained }) => !isExplained).map(shown)).toEqual([
        "30 2024-01 net cost: 7.26 expected, 7.25 settled",
      ])
    })
  },
})
