import { source } from "axe-core"
import type { Page } from "playwright-core"

type Axe = typeof import("axe-core")

/** What the host draws on its own pages, too: the blue of its links, and the tools above its tables. */
const ofHost: Record<string, string> = {
  "color-contrast": "text-ui-fg-interactive",
  "button-name": 'aria-haspopup="menu"',
  "role-img-alt": "pointer-events-none",
}

/**
 * What a screen reader, the keyboard or a weak eye stumbles over, as sentences; findings that axe calls minor or
 * moderate are left out.
 */
export const seriousFindings = async (page: Page, selector: string): Promise<string[]> => {
  await page.evaluate(source)
  const { violations } = await page.evaluate(
    (part) => (globalThis as unknown as { axe: Axe }).axe.run(part),
    selector
  )
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, help, nodes }) =>
      nodes.flatMap(({ html }) => {
        const known = ofHost[id]
        return known && html.includes(known) ? [] : [`${id}: ${help}: ${html}`]
      })
    )
}
