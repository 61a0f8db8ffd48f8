import { Input, Skeleton, Text } from "@medusajs/ui"
import { useDeferredValue } from "react"
import { useSearchParams } from "react-router-dom"
import { searchKinds } from "../../../../../http-contract/search"
import { Problem } from "../../../../components/problem"
import { Section } from "../../../../components/section"
import { useSearch } from "../../../../hooks/api/search"
import { useWords } from "../../../../hooks/use-words"
import { FoundRow } from "./found-row"

/** One field for everything that has a name or a number; the text stands in the page's address. */
export const SearchSection = () => {
  const { t } = useWords()
  const [address, setAddress] = useSearchParams()
  const text = address.get("q") ?? ""
  const { results, error, refetch, isLongEnough, isFetching } = useSearch(useDeferredValue(text))
  const isNothing = results?.length === 0 && !isFetching
  return (
    <Section heading={t("search.title")} headingLevel="h1" subHeading={t("search.hint")}>
      <div className="px-6 py-4">
        <Input
          type="search"
          autoFocus
          aria-label={t("search.title")}
          placeholder={t("search.placeholder")}
          value={text}
          onChange={({ target }) =>
            setAddress(target.value ? { q: target.value } : {}, { replace: true })
          }
        />
      </div>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {isLongEnough && !results && !error && <Skeleton className="mx-6 my-4 h-5" />}
      {isNothing && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4" role="status">
          {t("search.nothing", { text })}
        </Text>
      )}
      {searchKinds.map((kind) => {
        const found = results?.filter((result) => result.kind === kind) ?? []
        if (found.length === 0) return null
        return (
          <section key={kind} aria-label={t(`search.kinds.${kind}`)} className="py-3">
            <Text size="xsmall" weight="plus" className="text-ui-fg-subtle px-6 pb-1">
              {t(`search.kinds.${kind}`)}
            </Text>
            {found.map((result) => (
              <FoundRow key={result.id} result={result} />
            ))}
          </section>
        )
      })}
    </Section>
  )
}
