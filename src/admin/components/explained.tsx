import { InformationCircle } from "@medusajs/icons"
import { IconButton, Popover, Text } from "@medusajs/ui"
import { guidePages, type ExplainedTerm } from "../lib/guide"
import { useWords } from "../hooks/use-words"

/** A small i beside a term: one sentence, and the way to the guide. */
export const Explained = ({ term }: { term: ExplainedTerm }) => {
  const { t } = useWords()
  return (
    <Popover modal>
      <Popover.Trigger asChild>
        <IconButton
          size="2xsmall"
          type="button"
          variant="transparent"
          aria-label={t("explained.what", { term: t(`explained.terms.${term}.name`) })}
        >
          <InformationCircle className="text-ui-fg-muted" />
        </IconButton>
      </Popover.Trigger>
      <Popover.Content
        className="max-w-80 px-4 py-3"
        sideOffset={4}
        collisionPadding={8}
        aria-label={t(`explained.terms.${term}.name`)}
      >
        <Text size="small">{t(`explained.terms.${term}.sentence`)}</Text>
        <a
          href={guidePages[term]}
          target="_blank"
          rel="noreferrer"
          className="txt-small text-ui-fg-interactive hover:underline"
        >
          {t("explained.more")}
        </a>
      </Popover.Content>
    </Popover>
  )
}
