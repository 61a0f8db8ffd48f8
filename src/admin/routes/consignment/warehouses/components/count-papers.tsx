import { RouteFocusModal } from "@medusajs/dashboard/components"
import { CheckCircleSolid } from "@medusajs/icons"
import { Button, Heading, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { CountedTakeBack } from "../../../../../http-contract/outbound-documents"
import { useWords } from "../../../../hooks/use-words"
import { addressOfDocument } from "../../documents/lib/address"

const kinds = ["reported_sale", "stock_count", "take_back"] as const

/** The papers that a count was posted as. */
export const CountPapers = ({ papers }: { papers: CountedTakeBack }) => {
  const { t } = useWords()
  const posted = kinds.flatMap((kind) => papers[kind] ?? [])
  return (
    <>
      <RouteFocusModal.Header />
      <RouteFocusModal.Body className="flex flex-1 flex-col items-center overflow-y-auto px-6 py-12">
        <div role="status" className="flex w-full max-w-[720px] flex-col gap-y-6">
          <div className="flex items-center gap-x-3">
            <CheckCircleSolid className="text-ui-tag-green-icon" />
            <Heading>
              {posted.length > 0
                ? t("counts.posted", { count: posted.length })
                : t("counts.nothing_posted")}
            </Heading>
          </div>
          {posted.length > 0 && (
            <ul className="border-ui-border-base divide-y rounded-lg border">
              {kinds.map((kind) => {
                const paper = papers[kind]
                return (
                  paper && (
                    <li key={kind} className="flex items-center justify-between gap-x-4 px-6 py-3">
                      <div>
                        <Text size="small" weight="plus">
                          {t(`terms.document.${kind}`)}
                        </Text>
                        <Text size="small" className="text-ui-fg-subtle">
                          {t(`counts.papers.${kind}`)}
                        </Text>
                      </div>
                      <Link
                        to={addressOfDocument(kind, paper.id)}
                        className="txt-small text-ui-fg-interactive hover:underline"
                      >
                        {paper.number}
                      </Link>
                    </li>
                  )
                )
              })}
            </ul>
          )}
        </div>
      </RouteFocusModal.Body>
      <RouteFocusModal.Footer>
        <RouteFocusModal.Close asChild>
          <Button size="small" type="button">
            {t("actions.close")}
          </Button>
        </RouteFocusModal.Close>
      </RouteFocusModal.Footer>
    </>
  )
}
