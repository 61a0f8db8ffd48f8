import { Container, Skeleton } from "@medusajs/ui"
import { useWords } from "../hooks/use-words"

/** Stands where a page's sections will be. */
export const PageSkeleton = ({ sections = 2 }: { sections?: number }) => {
  const { t } = useWords()
  return (
    <div role="status" aria-label={t("states.loading")} className="flex flex-col gap-y-3">
      {Array.from({ length: sections }, (_, index) => (
        <Container key={index} className="flex flex-col gap-y-4 px-6 py-4">
          <Skeleton className="h-7 w-48" />
          <Skeleton className="h-5 w-full" />
          <Skeleton className="h-5 w-2/3" />
        </Container>
      ))}
    </div>
  )
}
