import { source } from "axe-core"
import type { Page } from "playwright-core"

type Axe = typeof import("axe-core")

/** What a screen reader, the keyboard or a weak eye stumbles over, as sentences; findings that axe calls minor or moderate are left out. */
export const seriousFindings = async (page: Page, selector: string): Promise<string[]> => {
  await page.evaluate(source)
  const { violations } = await page.evaluate(
    (part) => (globalThis as unknown as { axe: Axe }).axe.run(part),
    selector
  )
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`))
}
