import { source, type run } from "axe-core"
import type { Page } from "playwright-core"

interface Axe {
  run: typeof run
}

/** What the host draws on its own pages, too: its links, "(Optional)", the empty parts of its dates, the tools above its tables, the cross of its dialogs. */
const ofHost: Record<string, readonly string[]> = {
  "color-contrast": ["text-ui-fg-interactive", 'text-ui-fg-muted">(', 'role="spinbutton"'],
  "button-name": ['aria-haspopup="menu"', '<button type="button" class="transition-fg'],
  "role-img-alt": ["pointer-events-none"],
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
        const isOfHost = ofHost[id]?.some((part) => html.includes(part))
        return isOfHost ? [] : [`${id}: ${help}: ${html}`]
      })
    )
}
