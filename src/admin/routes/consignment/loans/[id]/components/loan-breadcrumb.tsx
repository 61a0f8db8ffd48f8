import { NameInPath } from "../../../../../components/name-in-path"
import { useLoan } from "../../../../../hooks/api/loans"

export const LoanBreadcrumb = ({ id }: { id: string | undefined }) => {
  const { loan } = useLoan(id)
  return <NameInPath name={loan?.number} />
}
