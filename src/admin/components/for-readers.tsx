import type { ComponentType } from "react"
import type { Permission } from "../../http-contract/permission"
import { Allowed } from "./allowed"

/** A box of ours on a page of the host stays away from those who may not read what it tells. */
export const forReaders = <Props extends object>(
  needs: Permission,
  Widget: ComponentType<Props>
): ComponentType<Props> => {
  const ReadersWidget = (props: Props) => (
    <Allowed needs={needs}>
      <Widget {...props} />
    </Allowed>
  )
  return ReadersWidget
}
