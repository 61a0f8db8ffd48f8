import { exact } from "../quantity"
import {
  addTotals,
  decideSettlement,
  inputOfItems,
  joinSettlements,
  splitByItem,
  withItemsAnew,
  type MovementTotal,
  type SettlementInput,
} from "../settlement"
import { story, warehouse } from "./given"

const branches = [
  warehouse("W", "LOC", { branchCode: "WAW" }),
  warehouse("K", "KRK", { branchCode: "KRK" }),
  warehouse("G", "GDN", { branchCode: "GDN" }),
]

describe("settlement", () => {
  describe("of two parts", () => {
    const total = (changes: Partial<MovementTotal>): MovementTotal => ({
      inventoryItemId: "X",
      sku: "X",
      lotId: "L",
      type: "goods_issue",
      liable: false,
      unitCost: exact("5"),
      branchCode: "WAW",
      late: false,
      quantity: exact("-1"),
      ...changes,
    })

    it("adds up what both have in common, so that a technical pair is in no column", () => {
      const added = addTotals(
        [total({ quantity: exact("-3") }), total({ branchCode: null })],
        [total({ quantity: exact("3"), unitCost: exact("5.00") }), total({ late: true })]
      )
      expect(added.map(({ quantity }) => quantity.toFixed())).toEqual(["0", "-1", "-1"])
      const { lines } = decideSettlement({
        totals: added.slice(0, 1),
        openings: new Map(),
        openingStock: new Map(),
        uninvoiced: [],
        decimals: 2,
      })
      expect(lines).toEqual([])
    })

    const ofFourItems = () => {
      const items = ["C", "A", "B", "D"]
      const lotOf = (item: string) => ({
        inventoryItemId: item,
        sku: `SKU-${item}`,
        lotId: `L${item}`,
      })
      const quantities = (sold: string) =>
        new Map(items.map((item) => [item, { sku: `SKU-${item}`, quantity: exact(sold) }]))
      const input: SettlementInput = {
        totals: items
          .slice(0, 3)
          .flatMap((item) => [
            total({ ...lotOf(item), quantity: exact("-0.115") }),
            total({ ...lotOf(item), quantity: exact("-2"), branchCode: "KRK" }),
          ]),
        openings: quantities("-1"),
        openingStock: quantities("7"),
        uninvoiced: items.map((item) => ({
          ...lotOf(item),
          unitCost: exact("5"),
          quantity: exact("-1"),
        })),
        decimals: 2,
      }
      return { input, whole: decideSettlement(input), lotOf }
    }

    it("is the same as in one, whatever its items", () => {
      const { input, whole } = ofFourItems()
      expect(whole.lines).toHaveLength(4)
      for (const size of [1, 3, 100]) {
        const parts = splitByItem(input, size)
        expect(parts.length > 1).toBe(size < 100)
        expect(joinSettlements(parts.map(decideSettlement))).toEqual(whole)
      }
    })

    it("is the same as in one, when some items are decided anew because they were sold meanwhile", () => {
      const { input, whole, lotOf } = ofFourItems()
      for (const item of ["A", "D"]) {
        const since = [total({ ...lotOf(item), quantity: exact("-0.5") })]
        const now = { ...input, totals: addTotals(input.totals, since) }
        const moved = new Set([item])
        const anew = decideSettlement(inputOfItems(now, moved))
        expect(withItemsAnew(whole, anew, moved)).toEqual(decideSettlement(now))
      }
    })
  })

  describe("by branch", () => {
    it("E10: shows what each branch sold, returns with the branch of their sale", () => {
      const { given, when, then } = story()
      given.receipt("L", "200", "9.99")
      when.issues("30", { branch: "WAW" })
      const ofKrakow = when.issues("50", { branch: "KRK" })
      when.issues("20", { branch: "GDN" })
      when.returns("5", { of: ofKrakow })
      then.lines(when.settles(), {
        issued: "100",
        returned: "5",
        net: "95",
        netValue: "949.05",
        branches: [
          ["GDN", "20", "199.80"],
          ["KRK", "45", "449.55"],
          ["WAW", "30", "299.70"],
        ],
      })
    })

    it("E12: rounds once per unit cost, and shares the value by largest remainder", () => {
      const { given, when, then } = story({ warehouses: branches })
      given.receipt("L1", "10", "4.30")
      given.receipt("L2", "10", "4.30", { at: "KRK" })
      given.receipt("L3", "10", "4.30", { at: "GDN" })
      for (const at of ["GDN", "KRK", "LOC"]) when.issues("0.115", { at })
      then.lines(when.settles(), {
        issued: "0.345",
        net: "0.345",
        netValue: "1.48",
        branches: [
          ["GDN", "0.115", "0.50"],
          ["KRK", "0.115", "0.49"],
          ["WAW", "0.115", "0.49"],
        ],
      })
    })

    it("puts sales without a branch before all others", () => {
      const { given, when, then } = story({
        warehouses: [warehouse("W", "LOC", { branchCode: "WAW" }), warehouse("K", "KRK")],
      })
      given.receipt("L1", "1", "0.005")
      given.receipt("L2", "1", "0.005", { at: "KRK" })
      when.issues("1")
      when.issues("1", { at: "KRK" })
      then.lines(when.settles(), {
        issued: "2",
        net: "2",
        netValue: "0.01",
        branches: [
          [null, "1", "0.01"],
          ["WAW", "1", "0.00"],
        ],
      })
    })
  })

  describe("rounding", () => {
    it("E12b: rounds each unit cost by itself", () => {
      const { given, when, then } = story()
      given.receipt("L1", "1", "0.005")
      given.receipt("L2", "1", "0.015")
      when.issues("2")
      then.lines(when.settles(), { issued: "2", net: "2", netValue: "0.03" })
    })

    it("adds the quantities of several lots at one unit cost before it rounds", () => {
      const { given, when, then } = story()
      given.receipt("L1", "1", "0.005")
      given.receipt("L2", "1", "0.005")
      when.issues("2")
      then.lines(when.settles(), { issued: "2", net: "2", netValue: "0.01" })
    })

    it("totals the rounded lines", () => {
      const { given, when, then } = story()
      given.receipt("L1", "1", "0.005")
      given.receipt("L2", "1", "0.005", { item: "Y" })
      when.issues({ X: "1", Y: "1" })
      const settlement = when.settles()
      then.lines(
        settlement,
        { issued: "1", net: "1", netValue: "0.01" },
        { item: "Y", issued: "1", net: "1", netValue: "0.01" }
      )
      expect(settlement.netValue.toFixed(2)).toBe("0.02")
      expect(settlement.amount.toFixed(2)).toBe("0.02")
    })
  })

  describe("by currency", () => {
    it("E11: settles each contractor in his currency and to its decimals", () => {
      const { given, when, then } = story()
      given.receipt("A:LA", "4", "12.50", { currency: "EUR" })
      given.receipt("B:LB", "4", "52.00", { currency: "PLN" })
      given.receipt("C:LC", "4", "1850", { currency: "JPY" })
      when.issues("12")
      const four = { issued: "4", net: "4" }
      then.lines(when.settles({ contractor: "A" }), { ...four, netValue: "50.00" })
      then.lines(when.settles({ contractor: "B", currency: "PLN" }), {
        ...four,
        netValue: "208.00",
      })
      then.lines(when.settles({ contractor: "C", currency: "JPY" }), { ...four, netValue: "7400" })
    })

    it("E11b: keeps two agreements of one contractor apart", () => {
      const { given, when, then } = story()
      given.receipt("A:L1", "5", "12.50", { currency: "EUR" })
      given.receipt("A:L2", "5", "54.00", { currency: "PLN" })
      then.picks(when.issues("7"), "L1 5", "L2 2")
      const inEuro = when.settles({ currency: "EUR" })
      then.lines(inEuro, { issued: "5", net: "5", netValue: "62.50" })
      then.statement(inEuro, { received: "5", consumed: "5", closing: "0" })
      const inZloty = when.settles({ currency: "PLN" })
      then.lines(inZloty, { issued: "2", net: "2", netValue: "108.00" })
      then.statement(inZloty, { received: "5", consumed: "2", closing: "3" })
    })
  })

  describe("amount", () => {
    it("E13: asks nothing for free goods, but for those behind them", () => {
      const { given, when, then } = story()
      given.receipt("L1", "3", "0")
      given.receipt("L2", "3", "5.00")
      when.issues("4")
      then.lines(when.settles(), { issued: "4", net: "4", toInvoice: "4", netValue: "5.00" })
    })

    /** L1 60 @10.00 and L2 100 @12.00, of which 100 are issued and settled. */
    const hundredSettled = () => {
      const told = story()
      told.given.receipt("L1", "60", "10.00")
      told.given.receipt("L2", "100", "12.00")
      told.when.issues("100")
      const settlement = told.when.settles()
      return { ...told, settlement }
    }

    /** E6: of these 100, 60 @10.00 and 79 @12.00 are invoiced. */
    const overInvoiced = (priceOfPrepaid = "12.00") => {
      const told = hundredSettled()
      told.given.invoiced("L1", "10.00", "60")
      told.given.invoiced("L2", "12.00", "40")
      told.given.invoiced("L2", priceOfPrepaid, "39")
      return told
    }

    it("E6: counts what was invoiced too much as prepaid in the lot", () => {
      const { then, settlement } = overInvoiced()
      then.lines(settlement, { issued: "100", net: "100", netValue: "1080.00" })
      then.prepaid("L2", ["39", "12.00"])
    })

    it("E6a: asks only for what goes beyond it", () => {
      const { when, then } = overInvoiced()
      when.issues("50")
      then.lines(when.settles(), {
        opening: "-39",
        issued: "50",
        net: "50",
        netValue: "600.00",
        toInvoice: "11",
        amount: "132.00",
      })
      then.lots({ L2: "10" })
    })

    it("E6b: leaves prepaid pieces at their price when the lot is revalued", () => {
      const { given, when, then } = overInvoiced()
      given.revalued("L2", "13.00")
      then.allocations(
        when.issues("50"),
        { lotId: "L2", quantity: "39", unitCost: "12.00" },
        { lotId: "L2", quantity: "11", unitCost: "13.00" }
      )
      then.lines(when.settles(), {
        opening: "-39",
        issued: "50",
        net: "50",
        netValue: "611.00",
        toInvoice: "11",
        amount: "143.00",
      })
    })

    it("E6c: carries what is still not sold", () => {
      const { when, then } = overInvoiced()
      when.issues("30")
      then.lines(when.settles(), {
        opening: "-39",
        issued: "30",
        net: "30",
        netValue: "360.00",
        toInvoice: "0",
        carry: "-9",
        amount: "0.00",
      })
      when.issues("12")
      then.lines(when.settles(), {
        opening: "-9",
        issued: "12",
        net: "12",
        netValue: "144.00",
        toInvoice: "3",
        amount: "36.00",
      })
    })

    it("E6f: counts prepaid pieces that come back as prepaid again", () => {
      const { given, when, then } = overInvoiced()
      given.revalued("L2", "13.00")
      const issue = when.issues("45")
      then.allocations(
        issue,
        { lotId: "L2", quantity: "39", unitCost: "12.00" },
        { lotId: "L2", quantity: "6", unitCost: "13.00" }
      )
      then.movements(
        when.returns("10", { of: issue }),
        { lot: "L2", quantity: "6", unitCost: "13" },
        { lot: "L2", quantity: "4", unitCost: "12" }
      )
      then.prepaid("L2", ["4", "12.00"])
      then.lots({ L2: "25" })
      then.value(["L2"], "321.00")
      then.lines(when.settles(), {
        opening: "-39",
        issued: "45",
        returned: "10",
        net: "35",
        netValue: "420.00",
        toInvoice: "0",
        carry: "-4",
        amount: "0.00",
      })
    })

    it("E6g: takes prepaid pieces at the price that the invoice was changed to", () => {
      const { when, then } = overInvoiced("12.50")
      then.allocations(
        when.issues("50"),
        { lotId: "L2", quantity: "39", unitCost: "12.50" },
        { lotId: "L2", quantity: "11", unitCost: "12.00" }
      )
      then.lines(when.settles(), {
        opening: "-39",
        issued: "50",
        net: "50",
        netValue: "619.50",
        toInvoice: "11",
        amount: "132.00",
      })
    })

    it("E6i: counts what was sold before the invoice was posted as consumed, not as prepaid", () => {
      const { given, when, then } = hundredSettled()
      when.issues("20")
      given.invoiced("L1", "10.00", "60")
      given.invoiced("L2", "12.00", "79")
      then.prepaid("L2", ["19", "12.00"])
      then.lines(when.settles(), {
        opening: "-39",
        issued: "20",
        net: "20",
        netValue: "240.00",
        toInvoice: "0",
        carry: "-19",
        amount: "0.00",
      })
    })

    it("E6h: leaves what waits in an over-invoiced lot where it is", () => {
      const { given, when, then } = story()
      given.receipt("L1", "10", "12.00")
      when.issues("5")
      when.settles()
      given.invoiced("L1", "12.00", "10")
      then.prepaid("L1", ["5", "12.00"])
      given.receipt("L2", "10", "11.00")
      then.picks(when.issues("8", { strategy: "lowest_cost" }), "L2 8")
      then.lines(when.settles(), {
        opening: "-5",
        issued: "8",
        net: "8",
        netValue: "88.00",
        toInvoice: "3",
        amount: "33.00",
      })
      given.invoiced("L2", "11.00", "3")
      then.picks(when.issues("5"), "L1 5")
      then.lines(when.settles(), {
        issued: "5",
        net: "5",
        netValue: "60.00",
        amount: "55.00",
      })
    })

    it("stops at the quantity that is due, though later lots wait, too", () => {
      const { given, when, then } = story()
      given.receipt("L1", "10", "12.00")
      when.issues("5")
      when.settles()
      given.invoiced("L1", "12.00", "10")
      given.receipt("L2", "4", "11.00")
      given.receipt("L3", "4", "10.00")
      then.picks(when.issues("8", { strategy: "lowest_cost" }), "L3 4", "L2 4")
      then.lines(when.settles(), {
        opening: "-5",
        issued: "8",
        net: "8",
        netValue: "84.00",
        toInvoice: "3",
        amount: "33.00",
      })
    })

    it("E7: asks again for what was not invoiced", () => {
      const { given, when, then } = hundredSettled()
      given.invoiced("L1", "10.00", "60")
      given.invoiced("L2", "12.00", "20")
      when.issues("50")
      then.lines(when.settles(), {
        opening: "20",
        issued: "50",
        net: "50",
        netValue: "600.00",
        toInvoice: "70",
        amount: "840.00",
      })
    })

    it("E7b: asks for two settlements together while neither is invoiced", () => {
      const { when, then } = hundredSettled()
      when.issues("50")
      then.lines(when.settles(), {
        opening: "100",
        issued: "50",
        net: "50",
        netValue: "600.00",
        toInvoice: "150",
        amount: "1680.00",
      })
    })

    it("E8: values what left before and after a revaluation at its own cost", () => {
      const { given, when, then } = story()
      given.receipt("L", "10", "10.00")
      when.issues("4")
      given.revalued("L", "12.00")
      when.issues("3")
      then.lines(when.settles(), { issued: "7", net: "7", netValue: "76.00" })
      then.lots({ L: "3" })
      then.value(["L"], "36.00")
    })

    it("E8b: leaves a settlement as it was when the lot is revalued after it", () => {
      const { given, when, then } = story()
      given.receipt("L", "10", "10.00")
      when.issues("4")
      then.lines(when.settles(), { issued: "4", net: "4", netValue: "40.00" })
      given.invoiced("L", "10.00", "4")
      given.revalued("L", "12.00")
      when.issues("3")
      then.lines(when.settles(), { issued: "3", net: "3", netValue: "36.00" })
    })

    it("E20: nets the surplus of a full pack with the next sale", () => {
      const { given, when, then } = story()
      given.receipt("L", "240", "1.00")
      when.issues("100")
      then.lines(when.settles(), { issued: "100", net: "100", netValue: "100.00" })
      given.invoiced("L", "1.00", "108")
      when.issues("20")
      then.lines(when.settles(), {
        opening: "-8",
        issued: "20",
        net: "20",
        netValue: "20.00",
        toInvoice: "12",
        amount: "12.00",
      })
    })

    it("refuses to guess the lots of a unit cost that it was not given", () => {
      expect(() => decideSettlement({ ...oneIssue, uninvoiced: [] })).toThrow(
        "The settled quantity of lot L at 7.5 was not loaded."
      )
    })
  })

  describe("cut-off", () => {
    /** E14 up to 3 February: 9 issued in January, 3 on 1 February, 1 of January's back on 2 February. */
    const atTheEndOfJanuary = (isInvoiced: boolean) => {
      const told = story({ timeZone: "Europe/Warsaw" })
      const { given, when } = told
      given.receipt("L", "50", "2.00", { on: "2026-01-20" })
      const first = when.issues("5", { on: "2026-01-28" })
      when.issues("4", { on: "2026-01-31T22:30:00.000Z" })
      when.issues("3", { on: "2026-01-31T23:10:00.000Z" })
      const goodsReturn = when.returns("1", { of: first, on: "2026-02-02" })
      const january = when.settles({ to: "2026-01-31", on: "2026-02-03" })
      if (isInvoiced) given.invoiced("L", "2.00", "9")
      return { ...told, goodsReturn, january }
    }

    it("E14: includes the whole local day, and nothing after it", () => {
      const { then, goodsReturn, january } = atTheEndOfJanuary(true)
      then.gaveBack(goodsReturn, "L 1 open")
      expect(january.cutOff.toISOString()).toBe("2026-01-31T22:59:59.999Z")
      then.lines(january, { issued: "9", net: "9", netValue: "18.00" })
      then.statement(january, { received: "50", consumed: "9", closing: "41" })
    })

    it("E14: settles with the next settlement what was posted late", () => {
      const { when, then } = atTheEndOfJanuary(true)
      const late = when.issues("2", { on: "2026-02-05", dated: "2026-01-29" })
      then.movements(late, { quantity: "-2", dated: "2026-01-29", late: true })
      const february = when.settles({ to: "2026-02-28", on: "2026-03-01" })
      then.lines(february, {
        issued: "5",
        returned: "1",
        net: "4",
        netValue: "8.00",
        lateQuantity: "2",
      })
      then.statement(february, { opening: "41", consumed: "4", closing: "37" })
      then.lots({ L: "37" })
      then.refuses(() => when.settles({ to: "2026-02-20" }), "PERIOD_CLOSED")
      then.refuses(() => when.settles({ to: "2026-03-05" }), "INVALID_DATA", { path: "cut_off" })
    })

    it("E14b: asks for January together with February while it is not invoiced", () => {
      const { when, then } = atTheEndOfJanuary(false)
      when.issues("2", { on: "2026-02-05", dated: "2026-01-29" })
      then.lines(when.settles({ to: "2026-02-28", on: "2026-03-01" }), {
        opening: "9",
        issued: "5",
        returned: "1",
        net: "4",
        netValue: "8.00",
        toInvoice: "13",
        amount: "26.00",
        lateQuantity: "2",
      })
    })

    /** E14c up to 3 February: 5 issued in January, 1 of them back on 2 February. */
    const returnedAfterJanuary = (unitCostFromFebruary: string) => {
      const told = story()
      const { given, when } = told
      given.receipt("L", "50", "10.00", { on: "2026-01-10" })
      const issue = when.issues("5", { on: "2026-01-20" })
      when.returns("1", { of: issue, on: "2026-02-02" })
      given.revalued("L", unitCostFromFebruary)
      const january = when.settles({ to: "2026-01-31", on: "2026-02-03" })
      given.invoiced("L", "10.00", "5")
      return { ...told, january }
    }

    it("E14c: counts a settled piece that came back later as prepaid at its invoice price", () => {
      const { when, then, january } = returnedAfterJanuary("12.00")
      then.lines(january, { issued: "5", net: "5", netValue: "50.00" })
      then.prepaid("L", ["1", "10.00"])
      then.allocations(
        when.issues("5"),
        { lotId: "L", quantity: "1", unitCost: "10.00" },
        { lotId: "L", quantity: "4", unitCost: "12.00" }
      )
      then.lines(when.settles({ to: "2026-02-28", on: "2026-03-01" }), {
        issued: "5",
        returned: "1",
        net: "4",
        netValue: "48.00",
      })
    })

    it("E14d: carries a piece that came back after it was invoiced", () => {
      const { when, then } = returnedAfterJanuary("10.00")
      then.lines(when.settles({ to: "2026-02-28", on: "2026-03-01" }), {
        returned: "1",
        net: "-1",
        netValue: "-10.00",
        toInvoice: "0",
        carry: "-1",
        amount: "0.00",
      })
    })

    it("values at the cut-off what came back only after it", () => {
      const { given, when, then } = story()
      given.receipt("L", "50", "10.00", { on: "2026-01-10" })
      const issue = when.issues("5", { on: "2026-01-20" })
      when.returns("5", { of: issue, on: "2026-02-02" })
      then.lines(when.settles({ to: "2026-01-31", on: "2026-02-03" }), {
        issued: "5",
        net: "5",
        netValue: "50.00",
      })
    })

    it("E34b: closes at the moment of settling on the day itself, and leaves the evening to the next", () => {
      const { given, when, then } = story({ timeZone: "Europe/Warsaw" })
      given.receipt("L", "10", "1.00", { on: "2026-01-20" })
      when.issues("2", { on: "2026-01-31" })
      const first = when.settles({ to: "2026-01-31", on: "2026-01-31T17:00:00.000Z" })
      expect(first.cutOff.toISOString()).toBe("2026-01-31T17:00:00.000Z")
      then.lines(first, { issued: "2", net: "2", netValue: "2.00" })
      const evening = when.issues("1", { on: "2026-01-31T18:00:00.000Z" })
      then.movements(evening, { quantity: "-1", late: false })
      const second = when.settles({ to: "2026-01-31", on: "2026-02-01" })
      expect(second.cutOff.toISOString()).toBe("2026-01-31T22:59:59.999Z")
      then.lines(second, {
        opening: "2",
        issued: "1",
        net: "1",
        netValue: "1.00",
        toInvoice: "3",
        amount: "3.00",
      })
    })
  })

  describe("cancelled", () => {
    it("E23: opens its movements again, and leaves own what became own meanwhile", () => {
      const { given, when, then } = story()
      given.receipt("L", "20", "7.50", { on: "2026-05-01" })
      const issue = when.issues("8", { on: "2026-05-10" })
      const may = when.settles({ to: "2026-05-31", on: "2026-06-01" })
      then.lines(may, { issued: "8", net: "8", netValue: "60.00" })
      then.gaveBack(when.returns("2", { of: issue }), "own 2 settled")
      when.cancelsSettlement(may)
      const again = when.settles()
      then.lines(again, { issued: "8", net: "8", netValue: "60.00" })
      then.level(["14", "2", "12"])

      when.cancelsSettlement(again)
      then.gaveBack(when.returns("6", { of: issue }), "L 6 open")
      const third = when.settles()
      then.lines(third, { issued: "8", returned: "6", net: "2", netValue: "15.00" })
      then.level(["20", "2", "18"])
      then.refuses(() => when.returns("1", { of: issue }), "EXCEEDS_RETURNABLE", {
        lines: [{ quantity: "1", returnable: "0" }],
      })
    })

    it("keeps the late flags of what was posted after its cut-off", () => {
      const { given, when, then } = story()
      given.receipt("L", "20", "1.00", { on: "2026-01-10" })
      const january = when.settles({ to: "2026-01-31", on: "2026-02-01" })
      when.issues("2", { on: "2026-02-05", dated: "2026-01-29" })
      when.cancelsSettlement(january)
      when.issues("1", { dated: "2026-01-29" })
      const settlement = when.settles({ to: "2026-01-31", on: "2026-02-06" })
      then.lines(settlement, {
        issued: "3",
        net: "3",
        netValue: "3.00",
        lateQuantity: "2",
      })
      then.statement(settlement, { received: "20", consumed: "3", closing: "17" })
    })
  })

  describe("rows", () => {
    it("closes a period without movements", () => {
      const { given, when, then } = story()
      given.receipt("L", "20", "1.00")
      when.settles()
      const empty = when.settles()
      then.lines(empty)
      then.statement(empty, { opening: "20", closing: "20" })
    })

    it("sorts lines by article number", () => {
      const { given, when, then } = story()
      for (const item of ["b", "C", "a"]) given.receipt(`L${item}`, "1", "1.00", { item })
      when.issues({ b: "1", C: "1", a: "1" })
      const one = { issued: "1", net: "1", netValue: "1.00" }
      then.lines(
        when.settles(),
        { item: "C", ...one },
        { item: "a", ...one },
        { item: "b", ...one }
      )
    })

    it("is balanced only if nothing is left over from before", () => {
      const { given, when, then } = story()
      given.receipt("L", "20", "1.00")
      when.issues("3")
      when.settles()
      when.returns("2", { of: when.issues("2") })
      then.lines(when.settles(), {
        opening: "3",
        issued: "2",
        returned: "2",
        toInvoice: "3",
        amount: "3.00",
        balanced: false,
      })
    })

    it("counts the consignee's losses as consumed, and lets a later gain undo them", () => {
      const settlement = decideSettlement({
        ...oneIssue,
        totals: [
          { ...oneIssueTotal, type: "count_loss", liable: true, quantity: exact(-3) },
          { ...oneIssueTotal, type: "count_gain", liable: true, quantity: exact(2) },
          { ...oneIssueTotal, type: "count_loss", quantity: exact(-4) },
          { ...oneIssueTotal, type: "count_gain", quantity: exact(1) },
        ],
      })
      expect(settlement.lines[0]?.counted_lost.toFixed()).toBe("1")
      expect(settlement.lines[0]?.netValue.toFixed(2)).toBe("7.50")
      expect(settlement.stock[0]?.consumed.toFixed()).toBe("1")
      expect(settlement.stock[0]?.counted.toFixed()).toBe("-3")
      expect(settlement.stock[0]?.closing.toFixed()).toBe("-4")
    })

    it("nets transfers with their reversals, and shows both", () => {
      const settlement = decideSettlement({
        ...oneIssue,
        totals: [
          { ...oneIssueTotal, type: "ownership_transfer", quantity: exact(-6) },
          { ...oneIssueTotal, type: "ownership_transfer_reversal", quantity: exact(2) },
        ],
      })
      expect(settlement.lines[0]?.transferred.toFixed()).toBe("6")
      expect(settlement.lines[0]?.transfer_reversed.toFixed()).toBe("2")
      expect(settlement.lines[0]?.net.toFixed()).toBe("4")
      expect(settlement.lines[0]?.amount.toFixed(2)).toBe("30.00")
    })

    it("states what went back to the contractor, and moves between warehouses nowhere", () => {
      const settlement = decideSettlement({
        ...oneIssue,
        totals: [
          { ...oneIssueTotal, type: "goods_receipt", quantity: exact(20) },
          { ...oneIssueTotal, type: "consignor_return", quantity: exact(-5) },
          { ...oneIssueTotal, type: "warehouse_transfer_out", quantity: exact(-2) },
          { ...oneIssueTotal, type: "warehouse_transfer_in", quantity: exact(2) },
          { ...oneIssueTotal, type: "revaluation", quantity: exact(0) },
        ],
      })
      expect(settlement.lines).toEqual([])
      expect(settlement.stock[0]?.received.toFixed()).toBe("20")
      expect(settlement.stock[0]?.returnedToConsignor.toFixed()).toBe("5")
      expect(settlement.stock[0]?.closing.toFixed()).toBe("15")
    })
  })
})

const oneIssueTotal: MovementTotal = {
  inventoryItemId: "X",
  sku: "X",
  lotId: "L",
  type: "goods_issue",
  liable: false,
  unitCost: exact("7.50"),
  branchCode: null,
  late: false,
  quantity: exact(-1),
}

const oneIssue: SettlementInput = {
  totals: [oneIssueTotal],
  openings: new Map(),
  openingStock: new Map(),
  uninvoiced: [{ inventoryItemId: "X", lotId: "L", unitCost: exact("7.50"), quantity: exact(0) }],
  decimals: 2,
}
