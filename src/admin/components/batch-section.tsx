import { Button, Checkbox, StatusBadge, Table, Text } from "@medusajs/ui"
import { useState } from "react"
import { Allowed } from "./allowed"
import type { Permission } from "../../http-contract/permission"
import { useWords } from "../hooks/use-words"
import { Amount } from "./amount"
import { PageSkeleton } from "./page-skeleton"
import { Problem } from "./problem"
import { Section } from "./section"

/** One thing to do, and what it would come to. */
export interface BatchRow {
  id: string
  name: string
  /** The number or the day that it is about. */
  about: string
  amount: string | null
  currency_code: string
  problem: { code: string | null; message: string } | null
}

export interface BatchReport {
  done: number
  failed: { id: string; name: string; code: string | null; message: string }[]
}

interface BatchSectionProps {
  heading: string
  hint: string
  action: string
  needs: Permission
  empty: string
  aboutHeading: string
  rows: BatchRow[] | undefined
  error: Error | null
  onRetry: () => void
  onDo: (ids: string[]) => void
  isDoing: boolean
  report: BatchReport | undefined
}

/** Many things to do at once: each can be left out, what cannot be done says why, and a report tells what came of it. */
export const BatchSection = ({ rows, error, onRetry, ...batch }: BatchSectionProps) => {
  const { t } = useWords()
  const [leftOut, setLeftOut] = useState<Record<string, boolean>>({})
  if (error && !rows) return <Problem error={error} onRetry={onRetry} />
  if (!rows) return <PageSkeleton />
  const ids = rows.filter(({ id, problem }) => !problem && !leftOut[id]).map(({ id }) => id)
  return (
    <div className="flex flex-col gap-y-3">
      {batch.report && <Report report={batch.report} />}
      <Section
        heading={batch.heading}
        headingLevel="h1"
        subHeading={batch.hint}
        actions={
          <Allowed needs={batch.needs}>
            <Button
              size="small"
              disabled={ids.length === 0}
              isLoading={batch.isDoing}
              onClick={() => batch.onDo(ids)}
            >
              {batch.action} ({ids.length})
            </Button>
          </Allowed>
        }
      >
        {rows.length === 0 ? (
          <Text size="small" className="px-6 py-4 text-ui-fg-subtle">
            {batch.empty}
          </Text>
        ) : (
          <div className="overflow-x-auto">
            <Table>
              <Table.Header>
                <Table.Row>
                  <Table.HeaderCell>
                    <span className="sr-only">{t("batches.choice")}</span>
                  </Table.HeaderCell>
                  <Table.HeaderCell>{t("fields.contractor")}</Table.HeaderCell>
                  <Table.HeaderCell>{batch.aboutHeading}</Table.HeaderCell>
                  <Table.HeaderCell className="text-right">{t("fields.amount")}</Table.HeaderCell>
                  <Table.HeaderCell>{t("fields.status")}</Table.HeaderCell>
                </Table.Row>
              </Table.Header>
              <Table.Body>
                {rows.map(({ id, name, about, amount, currency_code: currency, problem }) => (
                  <Table.Row key={id}>
                    <Table.Cell>
                      <Checkbox
                        checked={!problem && !leftOut[id]}
                        disabled={problem !== null}
                        aria-label={`${name}, ${about}`}
                        onCheckedChange={(isChosen) =>
                          setLeftOut({ ...leftOut, [id]: isChosen !== true })
                        }
                      />
                    </Table.Cell>
                    <Table.Cell>{name}</Table.Cell>
                    <Table.Cell>{about}</Table.Cell>
                    <Table.Cell>
                      <Amount value={amount} currencyCode={currency} />
                    </Table.Cell>
                    <Table.Cell>
                      {problem ? (
                        <Reason {...problem} />
                      ) : (
                        <StatusBadge color="green">{t("batches.ready")}</StatusBadge>
                      )}
                    </Table.Cell>
                  </Table.Row>
                ))}
              </Table.Body>
            </Table>
          </div>
        )}
      </Section>
    </div>
  )
}

/** In the reader's language what it means, below it the server's own sentence. */
const Reason = ({ code, message }: { code: string | null; message: string }) => {
  const { t } = useWords()
  return (
    <div className="flex max-w-lg flex-col gap-y-1 whitespace-normal py-2">
      <Text size="small" weight="plus">
        {code ? t(`errors.${code}`) : t("errors.unexpected")}
      </Text>
      <Text size="small" className="text-ui-fg-subtle">
        {message}
      </Text>
    </div>
  )
}

const Report = ({ report: { done, failed } }: { report: BatchReport }) => {
  const { t } = useWords()
  return (
    <Section
      heading={t("batches.done", { count: done })}
      subHeading={failed.length > 0 ? t("batches.failed", { count: failed.length }) : undefined}
    >
      {failed.map(({ id, name, ...reason }) => (
        <div key={id} className="flex flex-col gap-y-1 px-6 py-3">
          <Text size="small" weight="plus">
            {name}
          </Text>
          <Reason {...reason} />
        </div>
      ))}
    </Section>
  )
}
