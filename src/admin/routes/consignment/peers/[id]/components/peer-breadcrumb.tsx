import { NameInPath } from "../../../../../components/name-in-path"
import { usePeer } from "../../../../../hooks/api/peers"
import { useWords } from "../../../../../hooks/use-words"

export const PeerBreadcrumb = ({ id }: { id: string | undefined }) => {
  const { t } = useWords()
  const { peer } = usePeer(id)
  return <NameInPath name={peer && (peer.name ?? t("peers.one"))} />
}
