import { Text } from "@medusajs/ui"
import type { ImportException } from "../../../../../../http-contract/import"
import { useWords } from "../../../../../hooks/use-words"

/** Why the line was left out: in the reader's language what it means, below it what to do. */
export const Fault = ({ exception: { code, path } }: { exception: ImportException }) => {
  const { t } = useWords()
  return (
    <div className="min-w-40 whitespace-normal py-2">
      <Text size="small" weight="plus">
        {t(`errors.${code}`)}
      </Text>
      <Text size="xsmall" className="text-ui-fg-subtle">
        {[path, t(`error_hints.${code}`)].filter(Boolean).join(": ")}
      </Text>
    </div>
  )
}

/** Values of the line by column name. */
export const Cells = ({ cells }: { cells: ImportException["cells"] }) => (
  <dl className="txt-compact-xsmall flex min-w-52 max-w-96 flex-wrap gap-x-3 gap-y-0.5 whitespace-normal py-2">
    {Object.entries(cells)
      .filter(([, text]) => text !== "")
      .map(([name, text]) => (
        <div key={name} className="flex gap-x-1">
          <dt className="text-ui-fg-subtle">{name}</dt>
          <dd className="text-ui-fg-base break-all">{text}</dd>
        </div>
      ))}
  </dl>
)
