import { Checkbox, Input, Table, Text } from "@medusajs/ui"
import { useDeferredValue, useState } from "react"
import { useHostItems } from "../hooks/api/host-items"
import { useWords } from "../hooks/use-words"
import { Problem } from "./problem"

interface ItemChoiceProps {
  id: string
  chosen: ReadonlySet<string>
  /** These are taken already and cannot be chosen. */
  taken?: ReadonlySet<string>
  onChoose: (inventoryItemId: string) => void
  onLeaveOut: (inventoryItemId: string) => void
}

const PAGE_SIZE = 10

/** The shop's inventory items in a table with checkboxes, found by title or SKU. */
export const ItemChoice = ({ id, chosen, taken, onChoose, onLeaveOut }: ItemChoiceProps) => {
  const { t } = useWords()
  const [text, setText] = useState("")
  const [page, setPage] = useState(0)
  const q = useDeferredValue(text.trim()) || undefined
  const { items, count, error } = useHostItems({ q, limit: PAGE_SIZE, offset: page * PAGE_SIZE })
  const pageCount = Math.max(1, Math.ceil(count / PAGE_SIZE))
  return (
    <div className="flex flex-col gap-y-2">
      <Input
        id={id}
        type="search"
        autoComplete="off"
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          setPage(0)
        }}
        onKeyDown={(event) => {
          // Enter would send the form.
          if (event.key === "Enter") event.preventDefault()
        }}
      />
      {error && <Problem error={error} />}
      {items?.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle py-2">
          {t("states.no_results")}
        </Text>
      )}
      {items && items.length > 0 && (
        <div className="border-ui-border-base overflow-hidden rounded-lg border">
          <Table>
            <Table.Header className="border-t-0">
              <Table.Row>
                <Table.HeaderCell className="w-10">
                  <span className="sr-only">{t("items.choice")}</span>
                </Table.HeaderCell>
                <Table.HeaderCell>{t("fields.item")}</Table.HeaderCell>
                <Table.HeaderCell>{t("fields.sku")}</Table.HeaderCell>
              </Table.Row>
            </Table.Header>
            <Table.Body>
              {items.map(({ id: itemId, title, sku }) => {
                const isTaken = taken?.has(itemId) ?? false
                const name = title || sku || itemId
                return (
                  <Table.Row key={itemId}>
                    <Table.Cell>
                      <Checkbox
                        aria-label={t("actions.choose", { name: sku || name })}
                        checked={isTaken || chosen.has(itemId)}
                        disabled={isTaken}
                        onCheckedChange={(isChosen) =>
                          isChosen === true ? onChoose(itemId) : onLeaveOut(itemId)
                        }
                      />
                    </Table.Cell>
                    <Table.Cell className="max-w-52 truncate">{name}</Table.Cell>
                    <Table.Cell>{sku || "–"}</Table.Cell>
                  </Table.Row>
                )
              })}
            </Table.Body>
          </Table>
          {pageCount > 1 && (
            <Table.Pagination
              count={count}
              pageSize={PAGE_SIZE}
              pageIndex={page}
              pageCount={pageCount}
              canPreviousPage={page > 0}
              canNextPage={page + 1 < pageCount}
              previousPage={() => setPage(page - 1)}
              nextPage={() => setPage(page + 1)}
              translations={{
                of: t("pages.of"),
                results: t("pages.results"),
                pages: t("pages.pages"),
                prev: t("pages.previous"),
                next: t("pages.next"),
              }}
            />
          )}
        </div>
      )}
    </div>
  )
}
