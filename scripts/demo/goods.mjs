// The shop of the demo: who makes what, what it costs the shop and what the customer pays.
// Every name is invented; the addresses end in .example, which never exists.

/**
 * @typedef {object} Product
 * @property {string} sku
 * @property {string} title
 * @property {string} price what the customer pays, in EUR.
 * @property {string} [unitCost] what the maker is owed for a sold piece; own goods have none.
 */

/**
 * @typedef {object} Maker
 * @property {string} code
 * @property {string} name
 * @property {string} email
 * @property {string} countryCode
 * @property {string} taxId
 * @property {string} language
 * @property {{ address_1: string, postal_code: string, city: string }} address
 * @property {object} terms what this maker's agreement says beyond the usual.
 * @property {Product[]} products
 */

/** @type {Maker[]} */
export const makers = [
  {
    code: "WILG",
    name: "Atelier Wilgenhof",
    email: "noor@wilgenhof.example",
    countryCode: "nl",
    taxId: "NL100200301B01",
    language: "nl",
    address: { address_1: "Kleipad 8", postal_code: "4101 AB", city: "Culemborg" },
    terms: { settlement_every: { unit: "month", count: 1 }, return_within_days: 180 },
    products: [
      { sku: "WILG-MUG", title: "Speckled mug", price: "24.00", unitCost: "13.20" },
      { sku: "WILG-BOWL", title: "Breakfast bowl", price: "29.00", unitCost: "15.95" },
      { sku: "WILG-VASE", title: "Tall river vase", price: "68.00", unitCost: "37.40" },
    ],
  },
  {
    code: "VUUR",
    name: "Kaarsenmakerij Vuurvlieg",
    email: "atelier@vuurvlieg.example",
    countryCode: "be",
    taxId: "BE0100200302",
    language: "nl",
    address: { address_1: "Vlasmarkt 31", postal_code: "9000", city: "Gent" },
    terms: { settlement_every: { unit: "month", count: 1 }, net_returns: false },
    products: [
      { sku: "VUUR-FIG", title: "Fig leaf candle", price: "21.50", unitCost: "11.80" },
      { sku: "VUUR-SMOKE", title: "Wood smoke candle", price: "21.50", unitCost: "11.80" },
    ],
  },
  {
    code: "TARN",
    name: "Studio Tarn",
    email: "hello@studiotarn.example",
    countryCode: "nl",
    taxId: "NL100200303B01",
    language: "en",
    address: { address_1: "Zilverstraat 4", postal_code: "3511 HC", city: "Utrecht" },
    terms: { settlement_every: { unit: "week", count: 2 }, return_within_days: 90 },
    products: [
      { sku: "TARN-STUDS", title: "Pebble ear studs", price: "46.00", unitCost: "23.00" },
      { sku: "TARN-CHAIN", title: "Fine river chain", price: "89.00", unitCost: "44.50" },
    ],
  },
  {
    code: "SPAAN",
    name: "Houtwerf De Spaander",
    email: "werf@despaander.example",
    countryCode: "nl",
    taxId: "NL100200304B01",
    language: "nl",
    address: { address_1: "Houtkade 17", postal_code: "1441 CD", city: "Purmerend" },
    terms: { settlement_every: { unit: "month", count: 2 }, count_loss_liability: "consignor" },
    products: [
      { sku: "SPAAN-BOARD", title: "Oak serving board", price: "54.00", unitCost: "31.25" },
      { sku: "SPAAN-SPOON", title: "Pear wood spoon", price: "16.50", unitCost: "8.75" },
      { sku: "SPAAN-STOOL", title: "Three-legged stool", price: "145.00", unitCost: "84.00" },
    ],
  },
  {
    code: "LIJN",
    name: "Weverij Lijnzaad",
    email: "post@lijnzaad.example",
    countryCode: "be",
    taxId: "BE0100200305",
    language: "nl",
    address: { address_1: "Spinnersdreef 2", postal_code: "8500", city: "Kortrijk" },
    terms: { settlement_every: { unit: "month", count: 1 }, return_within_days: 120 },
    products: [
      { sku: "LIJN-TOWEL", title: "Linen tea towel", price: "18.00", unitCost: "9.60" },
      { sku: "LIJN-THROW", title: "Herringbone throw", price: "119.00", unitCost: "66.50" },
    ],
  },
]

/** @type {Product[]} */
export const ownProducts = [
  { sku: "OWN-TOTE", title: "Canvas shop bag", price: "14.50" },
  { sku: "OWN-NOTE", title: "Dotted notebook", price: "12.00" },
  { sku: "OWN-TEA", title: "Evening herb tea", price: "9.75" },
  { sku: "OWN-CARD", title: "Letterpress card", price: "4.25" },
]

export const locations = [
  {
    name: "Utrecht",
    branchCode: "UTR",
    countryCode: "nl",
    address: { address_1: "Oudegracht 900", postal_code: "3511 ZZ", city: "Utrecht" },
  },
  {
    name: "Ghent",
    branchCode: "GNT",
    countryCode: "be",
    address: { address_1: "Graslei 90", postal_code: "9000", city: "Gent" },
  },
]

/**
 * Pieces of ours: own goods everywhere, and a few of the makers' goods that the shop once bought.
 * They lie beside consigned ones and leave first.
 */
export const ownStock = {
  Utrecht: {
    "OWN-TOTE": 60,
    "OWN-NOTE": 80,
    "OWN-TEA": 45,
    "OWN-CARD": 200,
    "WILG-MUG": 3,
    "SPAAN-SPOON": 4,
  },
  Ghent: { "OWN-TOTE": 40, "OWN-NOTE": 35, "OWN-TEA": 30, "OWN-CARD": 120, "LIJN-TOWEL": 5 },
}

/** Goods that the makers brought; the unit cost is the product's unless the line names another. */
export const receipts = [
  {
    daysAgo: 44,
    maker: "WILG",
    at: "Utrecht",
    lines: { "WILG-MUG": 24, "WILG-BOWL": 18, "WILG-VASE": 6 },
  },
  { daysAgo: 42, maker: "VUUR", at: "Ghent", lines: { "VUUR-FIG": 30, "VUUR-SMOKE": 30 } },
  { daysAgo: 41, maker: "TARN", at: "Utrecht", lines: { "TARN-STUDS": 12, "TARN-CHAIN": 8 } },
  {
    daysAgo: 39,
    maker: "SPAAN",
    at: "Utrecht",
    lines: { "SPAAN-BOARD": 15, "SPAAN-SPOON": 40, "SPAAN-STOOL": 4 },
  },
  { daysAgo: 37, maker: "LIJN", at: "Ghent", lines: { "LIJN-TOWEL": 36, "LIJN-THROW": 7 } },
  { daysAgo: 30, maker: "VUUR", at: "Utrecht", lines: { "VUUR-FIG": 24, "VUUR-SMOKE": 18 } },
  { daysAgo: 26, maker: "WILG", at: "Ghent", lines: { "WILG-MUG": 16, "WILG-BOWL": 12 } },
  { daysAgo: 19, maker: "LIJN", at: "Utrecht", lines: { "LIJN-TOWEL": 20 } },
  { daysAgo: 16, maker: "TARN", at: "Ghent", lines: { "TARN-STUDS": 8 } },
  {
    daysAgo: 9,
    maker: "WILG",
    at: "Utrecht",
    lines: { "WILG-MUG": 12 },
    unitCosts: { "WILG-MUG": "13.80" },
  },
]

/** Sales at the till, which Medusa never sees as orders. */
export const tillSales = [
  { daysAgo: 36, at: "Utrecht", lines: { "WILG-MUG": 4, "OWN-CARD": 6 } },
  { daysAgo: 34, at: "Ghent", lines: { "VUUR-FIG": 3, "LIJN-TOWEL": 6 } },
  { daysAgo: 31, at: "Utrecht", lines: { "WILG-BOWL": 2, "TARN-STUDS": 1 } },
  { daysAgo: 27, at: "Utrecht", lines: { "SPAAN-SPOON": 7, "OWN-TEA": 2 } },
  { daysAgo: 24, at: "Ghent", lines: { "VUUR-SMOKE": 4, "WILG-MUG": 2 } },
  { daysAgo: 21, at: "Utrecht", lines: { "WILG-VASE": 1, "OWN-TOTE": 1 } },
  { daysAgo: 18, at: "Utrecht", lines: { "WILG-MUG": 3, "TARN-CHAIN": 1 } },
  { daysAgo: 13, at: "Ghent", lines: { "LIJN-THROW": 1, "WILG-BOWL": 3 } },
  { daysAgo: 6, at: "Utrecht", lines: { "SPAAN-BOARD": 2, "VUUR-FIG": 2 } },
  { daysAgo: 3, at: "Ghent", lines: { "LIJN-TOWEL": 4, "OWN-NOTE": 3 } },
  { daysAgo: 1, at: "Utrecht", lines: { "WILG-MUG": 2, "WILG-BOWL": 1 } },
]

/** `sale` is the position in `tillSales`. The first comes back before the settlement, the second after it. */
export const tillReturns = {
  beforeSettlement: { daysAgo: 15, sale: 6, sku: "WILG-MUG", quantity: 1 },
  afterSettlement: { daysAgo: 2, sale: 2, sku: "WILG-BOWL", quantity: 1 },
}

/** The one settlement that is closed already. */
export const settlement = { maker: "WILG", daysAgo: 8 }

const customers = {
  sanne: {
    first_name: "Sanne",
    last_name: "Hoeksema",
    address_1: "Merelhof 12",
    postal_code: "3523 AA",
    city: "Utrecht",
    country_code: "nl",
  },
  daan: {
    first_name: "Daan",
    last_name: "Verkuil",
    address_1: "Lindegang 3",
    postal_code: "2312 BB",
    city: "Leiden",
    country_code: "nl",
  },
  ilse: {
    first_name: "Ilse",
    last_name: "Callebert",
    address_1: "Abdijlaan 44",
    postal_code: "9050",
    city: "Gentbrugge",
    country_code: "be",
  },
  bram: {
    first_name: "Bram",
    last_name: "Oosterlinck",
    address_1: "Molendreef 6",
    postal_code: "8000",
    city: "Brugge",
    country_code: "be",
  },
  fenna: {
    first_name: "Fenna",
    last_name: "Douma",
    address_1: "Schapendijk 81",
    postal_code: "9712 CC",
    city: "Groningen",
    country_code: "nl",
  },
}

/**
 * Orders of the web shop. Some mix own and consigned goods; the last ones wait to be fulfilled, so
 * that a user who tries the demo finds work to do.
 */
export const webOrders = [
  { customer: customers.sanne, lines: { "WILG-MUG": 2, "OWN-TEA": 1 }, isFulfilled: true },
  { customer: customers.daan, lines: { "TARN-CHAIN": 1 }, isFulfilled: true },
  {
    customer: customers.ilse,
    lines: { "VUUR-FIG": 2, "LIJN-TOWEL": 3 },
    isFulfilled: true,
    returned: { "VUUR-FIG": 1 },
  },
  {
    customer: customers.fenna,
    lines: { "SPAAN-SPOON": 6, "OWN-TOTE": 1, "OWN-CARD": 4 },
    isFulfilled: true,
  },
  { customer: customers.bram, lines: { "LIJN-THROW": 1 }, isFulfilled: true },
  {
    customer: customers.sanne,
    lines: { "SPAAN-BOARD": 1, "WILG-BOWL": 2 },
    isFulfilled: true,
    returned: { "WILG-BOWL": 1 },
  },
  { customer: customers.ilse, lines: { "VUUR-SMOKE": 2, "OWN-NOTE": 2 }, isFulfilled: true },
  { customer: customers.daan, lines: { "WILG-VASE": 1, "OWN-CARD": 1 }, isFulfilled: false },
  { customer: customers.fenna, lines: { "TARN-STUDS": 1, "LIJN-TOWEL": 2 }, isFulfilled: false },
]
