import { Button, Drawer, Label, Textarea } from "@medusajs/ui"
import { useId, useState } from "react"
import { useCommandException } from "../../../../../hooks/api/peers"
import { useReportedError } from "../../../../../hooks/use-reported-error"
import { useWords } from "../../../../../hooks/use-words"

/** Sets a message aside for good; the reason stays with it. */
export const DismissButton = ({ peerId, exceptionId }: { peerId: string; exceptionId: string }) => {
  const { t } = useWords()
  const [reason, setReason] = useState("")
  const field = useId()
  const { mutate, isPending } = useCommandException(peerId, { onError: useReportedError() })
  return (
    <Drawer>
      <Drawer.Trigger asChild>
        <Button size="small" variant="secondary">
          {t("peers.exceptions.dismiss")}
        </Button>
      </Drawer.Trigger>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{t("peers.exceptions.dismiss")}</Drawer.Title>
          <Drawer.Description>{t("peers.exceptions.dismiss_hint")}</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-2">
          <Label htmlFor={field}>{t("peers.exceptions.reason")}</Label>
          <Textarea id={field} value={reason} onChange={({ target }) => setReason(target.value)} />
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary">
              {t("actions.cancel")}
            </Button>
          </Drawer.Close>
          <Button
            size="small"
            isLoading={isPending}
            disabled={reason.trim() === ""}
            onClick={() => mutate({ verb: "dismiss", exceptionId, body: { reason } })}
          >
            {t("peers.exceptions.dismiss")}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}
