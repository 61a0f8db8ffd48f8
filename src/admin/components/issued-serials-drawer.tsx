import { Button, Drawer, Hint, Label, Text, Textarea, toast } from "@medusajs/ui"
import { Decimal } from "decimal.js"
import { useId, useState } from "react"
import type { Document, DocumentLine } from "../../http-contract/document"
import { useNameIssued } from "../hooks/api/serial-numbers"
import { useItemTitles } from "../hooks/use-names"
import { useRefusals } from "../hooks/use-refusals"
import { useReportedError } from "../hooks/use-reported-error"
import { useWords } from "../hooks/use-words"
import { toTexts } from "../lib/to-texts"

interface IssuedSerialsDrawerProps {
  /** Goods issues with lines whose units are not named. */
  issues: readonly Document[]
}

/** Units of a line that neither came back nor were reversed. */
const outOf = ({ quantity, allocations = [] }: DocumentLine): string =>
  allocations
    .reduce((left, one) => left.minus(one.quantity_returned), new Decimal(quantity))
    .toFixed()

/** Lines that have left and whose units nobody has named. */
export const linesToName = ({ lines }: Document): DocumentLine[] =>
  lines.filter((line) => !Array.isArray(line.serial_numbers) && outOf(line) !== "0")

/** Asks afterwards which units left with goods issues. */
export const IssuedSerialsDrawer = ({ issues }: IssuedSerialsDrawerProps) => {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <Drawer open={isOpen} onOpenChange={setOpen}>
      <Drawer.Trigger asChild>
        <Button size="small" variant="secondary">
          {t("order.serials.add")}
        </Button>
      </Drawer.Trigger>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{t("order.serials.add")}</Drawer.Title>
          <Drawer.Description>{t("order.serials.hint")}</Drawer.Description>
        </Drawer.Header>
        <SerialsForm issues={issues} onDone={() => setOpen(false)} />
      </Drawer.Content>
    </Drawer>
  )
}

const SerialsForm = ({ issues, onDone }: IssuedSerialsDrawerProps & { onDone: () => void }) => {
  const { t } = useWords()
  const report = useReportedError()
  const { refusedLinesOf } = useRefusals()
  const { mutateAsync, isPending } = useNameIssued()
  const [written, setWritten] = useState<Record<string, string>>({})
  const [problems, setProblems] = useState<Record<string, string>>({})
  const titleOf = useItemTitles(
    issues.flatMap((issue) => issue.lines.map((line) => line.inventory_item_id))
  )
  const nameUnitsOf = async (issue: Document): Promise<void> => {
    const lines = linesToName(issue).flatMap(({ id }) => {
      const serials = toTexts(written[id] ?? "")
      return serials.length === 0 ? [] : [{ line_id: id, serial_numbers: serials }]
    })
    if (lines.length === 0) return
    await mutateAsync({ id: issue.id, lines }).catch((error: unknown) => {
      const refused = [...refusedLinesOf(error)]
      setProblems(
        Object.fromEntries(
          refused.map(([index, problem]) => [lines[index]?.line_id ?? "", problem])
        )
      )
      throw error
    })
  }
  const save = async (): Promise<void> => {
    setProblems({})
    for (const issue of issues) await nameUnitsOf(issue)
    toast.success(t("order.serials.added"))
    onDone()
  }
  return (
    <>
      <Drawer.Body className="flex flex-col gap-y-6 overflow-y-auto">
        {issues.flatMap((issue) =>
          linesToName(issue).map((line) => (
            <SerialsOfLine
              key={line.id}
              label={`${titleOf(line.inventory_item_id)} · ${issue.number}`}
              units={outOf(line)}
              value={written[line.id] ?? ""}
              problem={problems[line.id]}
              onChange={(value) => setWritten((before) => ({ ...before, [line.id]: value }))}
            />
          ))
        )}
      </Drawer.Body>
      <Drawer.Footer>
        <Button size="small" isLoading={isPending} onClick={() => void save().catch(report)}>
          {t("actions.save")}
        </Button>
      </Drawer.Footer>
    </>
  )
}

interface SerialsOfLineProps {
  label: string
  units: string
  value: string
  problem: string | undefined
  onChange: (value: string) => void
}

/** A scanner ends each number with Enter, which begins the next line. */
const SerialsOfLine = ({ label, units, value, problem, onChange }: SerialsOfLineProps) => {
  const { t } = useWords()
  const id = useId()
  const count = toTexts(value).length
  return (
    <div className="flex flex-col gap-y-1">
      <Label htmlFor={id} size="small" weight="plus">
        {label}
      </Label>
      <Textarea
        id={id}
        rows={3}
        value={value}
        aria-describedby={`${id}-hint`}
        aria-invalid={problem !== undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      <Text id={`${id}-hint`} size="xsmall" className="text-ui-fg-subtle">
        {t("order.serials.count", { count, units })}
      </Text>
      {problem && (
        <Hint variant="error" role="alert">
          {problem}
        </Hint>
      )}
    </div>
  )
}
