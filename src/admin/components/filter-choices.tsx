import { CheckMini, EllipseMiniSolid } from "@medusajs/icons"
import type { KeyboardEvent, ReactNode } from "react"

export interface FilterOption {
  value: string
  label: string
}

interface FilterChoicesProps {
  label: string
  options: readonly FilterOption[]
  /** As the page's address has it. */
  value: unknown
  onChange: (value: unknown) => void
  isSeveral: boolean
  /** Above the options. */
  children?: ReactNode
}

/** The values of a filter: one of them, or several. Arrow keys move between them. */
export const FilterChoices = ({
  label,
  options,
  value,
  onChange,
  isSeveral,
  children,
}: FilterChoicesProps) => {
  const chosen = [value ?? []].flat().map(String)
  const choose = (option: string): void => {
    if (!isSeveral) return onChange(option)
    onChange(
      chosen.includes(option) ? chosen.filter((other) => other !== option) : [...chosen, option]
    )
  }
  return (
    <div className="w-64 p-1">
      {children}
      <div
        role={isSeveral ? "group" : "radiogroup"}
        aria-label={label}
        className="max-h-72 overflow-y-auto"
        onKeyDown={moveFocus}
      >
        {options.map((option) => {
          const isChosen = chosen.includes(option.value)
          return (
            <button
              key={option.value}
              type="button"
              role={isSeveral ? "checkbox" : "radio"}
              aria-checked={isChosen}
              className="txt-compact-small hover:bg-ui-bg-base-hover focus-visible:bg-ui-bg-base-hover flex w-full items-center gap-x-2 rounded px-2 py-1.5 text-left outline-none"
              onClick={() => choose(option.value)}
            >
              <span className="flex size-4 shrink-0 items-center justify-center">
                {isChosen && (isSeveral ? <CheckMini /> : <EllipseMiniSolid />)}
              </span>
              <span className="truncate">{option.label}</span>
            </button>
          )
        })}
      </div>
    </div>
  )
}

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }

const moveFocus = (event: KeyboardEvent<HTMLElement>): void => {
  const step = steps[event.key]
  if (step === undefined) return
  event.preventDefault()
  const buttons = [...event.currentTarget.querySelectorAll("button")]
  const place = buttons.findIndex((button) => button === document.activeElement)
  buttons.at((place + step) % buttons.length)?.focus()
}
