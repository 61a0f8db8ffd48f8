import path from "node:path"
import type { Decimal } from "decimal.js"

/** A number of the folder: a Decimal in the scripts, a text where it is shown. */
interface Lot {
  item: string
  unitCost: Decimal
  quantity: Decimal
}

interface Day {
  date: string
  sales: { invoice: string; store: string; lines: { id: string }[] }[]
  returns: { invoice: string; effectiveAt: string; lines: { line: { id: string } }[] }[]
}

interface MonthEnd {
  cutOff: string
  vendors: string[]
}

export interface Plan {
  receipts: { vendor: string; lots: Lot[] }[]
  before: Day & { monthEnd: MonthEnd }
  months: { monthEnd: MonthEnd; days: Day[] }[]
}

export interface Folder {
  expected: { vendor: string; month: string; netCost: Decimal }[]
}

export interface Difference {
  account: string
  figure: string
  expected: Decimal
  settled: Decimal
  isExplained: boolean
}

interface Outcome {
  differences: Difference[]
  explanations: { account: string; sentence: string }[]
  settlements: number
}

type Client = { url: string }
type Output = { write: (text: string) => void }

/** Functions of the scripts behind `npm run replay` that tests use. */
interface ReplayScripts {
  adminWith: (url: string, token: string) => Client
  readFolder: (folder: string) => Promise<Folder>
  toPlan: (folder: Folder) => Plan
  replayFolder: (client: Client, folder: Folder, plan: Plan, output: Output) => Promise<Outcome>
}

const files = [
  "demo/client.mjs",
  "replay/read-folder.mjs",
  "replay/plan.mjs",
  "replay/replay-folder.mjs",
]

export const scripts = path.resolve(__dirname, "../../scripts")

/** The scripts are ES modules without declarations, so they are loaded by a path the compiler does not see. */
export const loadReplayScripts = async (): Promise<ReplayScripts> => {
  const modules = await Promise.all(
    files.map(async (file) => (await import(path.join(scripts, file))) as Partial<ReplayScripts>)
  )
  return Object.assign({}, ...modules) as ReplayScripts
}
