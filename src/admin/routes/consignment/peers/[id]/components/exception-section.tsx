import { Button, Text, toast } from "@medusajs/ui"
import { Allowed } from "../../../../../components/allowed"
import type { Peer, PeerExceptionAnswer } from "../../../../../../http-contract/peer"
import { Instant } from "../../../../../components/instant"
import { Problem } from "../../../../../components/problem"
import { Section } from "../../../../../components/section"
import { useCommandException, usePeerExceptions } from "../../../../../hooks/api/peers"
import { useReportedError } from "../../../../../hooks/use-reported-error"
import { useWords } from "../../../../../hooks/use-words"
import { DismissButton } from "./dismiss-button"
import { toMessageName } from "./message-name"

/** Messages of the other store that wait for somebody here. */
export const ExceptionSection = ({ peer }: { peer: Peer }) => {
  const { t } = useWords()
  const { exceptions, error } = usePeerExceptions(peer.id, { status: "open" })
  if (exceptions?.length === 0) return null
  return (
    <Section heading={t("peers.exceptions.title")} subHeading={t("peers.exceptions.hint")}>
      {error && <Problem error={error} />}
      {exceptions?.map((exception) => (
        <ExceptionRow key={exception.id} peerId={peer.id} exception={exception} />
      ))}
    </Section>
  )
}

const ExceptionRow = ({
  peerId,
  exception,
}: {
  peerId: string
  exception: PeerExceptionAnswer
}) => {
  const { t } = useWords()
  const { mutate, isPending } = useCommandException(peerId, {
    onError: useReportedError(),
    onSuccess: ({ exception: tried }) => {
      if (tried.status === "open") toast.warning(t("peers.exceptions.still_open"))
    },
  })
  const { id: exceptionId, code, type, subject, waiting, created_at: createdAt } = exception
  const message = toMessageName(t, type)
  return (
    <div className="flex flex-col items-start justify-between gap-4 px-6 py-4 md:flex-row">
      <div className="flex min-w-0 flex-1 flex-col gap-y-1">
        <Text size="small" weight="plus">
          {t(`peers.codes.${code}`, { defaultValue: t(`errors.${code}`, { defaultValue: code }) })}
        </Text>
        <Text size="small" className="text-ui-fg-subtle">
          {t(`peers.advice.${code}`, {
            defaultValue: t(`error_hints.${code}`, { defaultValue: "" }),
          })}
        </Text>
        <Text size="xsmall" className="text-ui-fg-subtle">
          {subject ? `${message} · ${subject}` : message}
          {" · "}
          <Instant value={createdAt} withTime />
          {waiting > 0 && ` · ${t("peers.exceptions.waiting", { count: waiting })}`}
        </Text>
      </div>
      <Allowed needs="consignment_peer:manage">
        <div className="flex shrink-0 flex-wrap gap-2">
          {code === "ARTICLE_EXISTS" && (
            <Button
              size="small"
              variant="secondary"
              isLoading={isPending}
              onClick={() => mutate({ verb: "link", exceptionId })}
            >
              {t("peers.exceptions.link")}
            </Button>
          )}
          <Button
            size="small"
            variant="secondary"
            isLoading={isPending}
            onClick={() => mutate({ verb: "retry", exceptionId })}
          >
            {t("peers.exceptions.retry")}
          </Button>
          <DismissButton peerId={peerId} exceptionId={exceptionId} />
        </div>
      </Allowed>
    </div>
  )
}
