import { source, type run } from "axe-core"
import type { Page } from "playwright-core"

interface Axe {
  run: typeof run
}

/** Elements drawn by the host that break axe's rules, on its own pages too, by rule. */
const ofHost: Record<string, string[]> = {
  "color-contrast": [
    // Links, "(Optional)" behind a label, the empty parts of a date, and what an empty choice suggests.
    "a.text-ui-fg-interactive",
    "label ~ p.text-ui-fg-muted",
    "[role=spinbutton][data-placeholder]",
    "button[role=combobox][data-placeholder] > span",
  ],
  "button-name": [
    // The tools above a table, the crosses of a filter, a drawer and a form, and the one that empties a combobox.
    ".justify-between.gap-2 > .gap-x-2 > button[aria-haspopup=menu]",
    "button[aria-haspopup=dialog] + button.size-7",
    "kbd + button",
    "button:has(+ kbd)",
    "div:has(> input[role=combobox]) ~ button",
  ],
  // The box in which a table scrolls that is wider than the page.
  "scrollable-region-focusable": ["div.overscroll-auto"],
  // The lens in a search field.
  "role-img-alt": ["input[type=search] ~ [role=img]"],
}

/**
 * Barriers for screen readers, the keyboard and weak eyes, as sentences; findings that axe calls minor or
 * moderate are left out.
 */
export const seriousFindings = async (page: Page, selector: string): Promise<string[]> => {
  await page.evaluate(source)
  return await page.evaluate(
    async ({ part, exceptions }) => {
      const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run(part)
      return violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .flatMap(({ id, help, nodes }) =>
          nodes
            .filter(({ target: [place] }) => {
              const element = document.querySelector(String(place))
              return !exceptions[id]?.some((exception) => element?.matches(exception))
            })
            .map(({ html }) => `${id}: ${help}: ${html}`)
        )
    },
    { part: selector, exceptions: ofHost }
  )
}
